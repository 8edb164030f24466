package io.punchgate.command.gateway.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.command.gateway.ReportUnavailable;
import io.punchgate.command.lane.LaneFull;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

class StoreRetryTest {

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final StoreRetry retry = new StoreRetry(timer, Duration.ofNanos(1));
    private final AtomicInteger tries = new AtomicInteger();

    @AfterEach
    void end() {
        timer.shutdownNow();
    }

    private String stored(Supplier<CompletableFuture<String>> store) throws Exception {
        return retry.untilStored(store, failure -> CompletableFuture.completedFuture("kept"))
                .get(30, TimeUnit.SECONDS);
    }

    private static CompletableFuture<String> failed(Throwable cause) {
        return CompletableFuture.failedFuture(new ReportUnavailable(Duration.ofSeconds(1), cause));
    }

    @Test
    void givenAMessageThatCanNeverBeStored_whenTriedOftenEnough_thenItIsKeptInAnotherWay() throws Exception {
        assertThat(stored(() -> {
                    tries.incrementAndGet();
                    return failed(new IllegalStateException("this device's events cannot be read"));
                }))
                .isEqualTo("kept");
        assertThat(tries).hasValue(StoreRetry.TRIES);
    }

    @Test
    void givenAStoreThatIsAwayOrFull_whenTriedMoreOften_thenTheMessageIsStored() throws Exception {
        assertThat(stored(() -> switch (tries.incrementAndGet() % 3) {
                    case 0 -> failed(new LaneFull(Duration.ofSeconds(1)));
                    case 1 -> failed(new DataAccessResourceFailureException("away"));
                    default ->
                        tries.get() > 3 * StoreRetry.TRIES
                                ? CompletableFuture.completedFuture("stored")
                                : failed(new TimeoutException("no answer"));
                }))
                .isEqualTo("stored");
    }
}
