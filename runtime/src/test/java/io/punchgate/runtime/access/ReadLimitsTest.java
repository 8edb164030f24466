package io.punchgate.runtime.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.punchgate.api.customer.Role;
import io.punchgate.runtime.sql.Deadline;
import io.punchgate.runtime.web.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReadLimitsTest {

    private static final Caller.KeyHolder ERP = new Caller.KeyHolder("acme", "key-1", "erp", Role.INTEGRATOR, null);
    private static final Caller.KeyHolder SECOND =
            new Caller.KeyHolder("acme", "key-2", "payroll", Role.INTEGRATOR, null);
    private static final Caller.KeyHolder OTHER = new Caller.KeyHolder("other", "key-1", "erp", Role.INTEGRATOR, null);

    private final ReadLimits limits =
            new ReadLimits(new ReadSettings(8, 4, 3, 8, 4, Duration.ofMillis(200), 1_000, Duration.ZERO));
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch end = new CountDownLatch(1);

    @AfterEach
    void close() {
        end.countDown();
        threads.close();
    }

    @Test
    void givenFourReadsOfACustomerThatWork_whenMoreCome_thenTheyWaitInVainAndAnotherCustomersWorks() {
        List<CompletableFuture<Void>> working =
                IntStream.range(0, 4).mapToObj(n -> reading(ERP)).toList();
        working.forEach(CompletableFuture::join);

        assertThat(refusal(SECOND, ReadKind.LIST).status()).isEqualTo(503);
        assertThatCode(() -> limits.begin(OTHER, ReadKind.LIST).close()).doesNotThrowAnyException();
    }

    @Test
    void givenFourExportsUnderWay_whenAFifthComes_thenItIsToldToComeAgain() {
        List<ReadLimits.Permit> exports = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            exports.add(limits.begin(ERP, ReadKind.EXPORT));
        }
        Problem refused = refusal(ERP, ReadKind.EXPORT);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.retryAfter()).isPositive();
        assertThatCode(() -> limits.begin(SECOND, ReadKind.EXPORT).close()).doesNotThrowAnyException();
        exports.getFirst().close();
        assertThatCode(() -> limits.begin(ERP, ReadKind.EXPORT).close()).doesNotThrowAnyException();
    }

    @Test
    void givenARead_whenItBegan_thenItsTimeRunsOnlyUntilItEnds() {
        ReadLimits.Permit read = limits.begin(ERP, ReadKind.LIST);
        assertThat(Deadline.left()).hasValueSatisfying(left -> assertThat(left).isLessThan(Duration.ofSeconds(1)));
        read.close();
        assertThat(Deadline.left()).isEmpty();
    }

    private Problem refusal(Caller caller, ReadKind kind) {
        return catchThrowableOfType(Problem.class, () -> limits.begin(caller, kind));
    }

    /** Begins a read that works until the test ends; complete once it works. */
    private CompletableFuture<Void> reading(Caller caller) {
        CompletableFuture<Void> begun = new CompletableFuture<>();
        threads.execute(() -> {
            ReadLimits.Permit read = limits.begin(caller, ReadKind.LIST);
            begun.complete(null);
            try {
                end.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            read.close();
        });
        return begun;
    }
}
