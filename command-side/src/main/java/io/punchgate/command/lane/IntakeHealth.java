package io.punchgate.command.lane;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Up while a report would be stored now: one was stored a moment ago, or an empty batch takes the head of the log in time. Only
 * where nothing is being stored is that tried, so that it costs nothing under load.
 */
final class IntakeHealth implements HealthIndicator {

    private static final Duration MOMENT = Duration.ofSeconds(2);

    private final CommandLane lane;
    private final Duration wait;
    private CompletableFuture<?> latest = CompletableFuture.completedFuture(null);

    IntakeHealth(CommandLane lane, Duration wait) {
        this.lane = lane;
        this.wait = wait;
    }

    @Override
    public Health health() {
        if (!lane.isAlive()) {
            return Health.down()
                    .withDetail("reason", "the command lane has ended")
                    .build();
        }
        if (lane.hasStoredWithin(MOMENT)) {
            return Health.up().build();
        }
        try {
            probe().get(wait.toMillis(), TimeUnit.MILLISECONDS);
            return Health.up().build();
        } catch (TimeoutException e) {
            return Health.down()
                    .withDetail("reason", "nothing was stored for " + wait.toMillis() + " ms")
                    .build();
        } catch (ExecutionException e) {
            return Health.down()
                    .withDetail("reason", String.valueOf(e.getCause()))
                    .build();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Health.unknown().build();
        }
    }

    /** One at a time, however many ask. */
    private synchronized CompletableFuture<?> probe() {
        if (latest.isDone()) {
            latest = lane.probe();
        }
        return latest;
    }
}
