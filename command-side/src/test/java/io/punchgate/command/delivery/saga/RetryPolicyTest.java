package io.punchgate.command.delivery.saga;

import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.delivery.Verdict;
import io.punchgate.command.delivery.saga.RetryPolicy.Decision;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {

    private final RetryPolicy policy = RetryPolicy.DEFAULT;

    @Test
    void givenTheDefaultSchedule_whenUnreachableThroughout_thenElevenRetriesAndParked() {
        List<Integer> seconds = List.of(5, 30, 120, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400);
        for (int n = 1; n <= seconds.size(); n++) {
            assertThat(after(new Tally(n, 0, n), Verdict.UNREACHABLE, null, 0))
                    .isEqualTo(new Decision.Retry(Duration.ofSeconds(seconds.get(n - 1))));
        }
        assertThat(after(new Tally(12, 0, 12), Verdict.UNREACHABLE, null, 0)).isEqualTo(new Decision.Park(false));
    }

    @Test
    void givenTheDefaultSchedule_whenRejectedThroughout_thenFiveAttemptsAndParked() {
        assertThat(after(new Tally(4, 4, 0), Verdict.REJECTED, null, 0))
                .isEqualTo(new Decision.Retry(Duration.ofMinutes(5)));
        assertThat(after(new Tally(5, 5, 0), Verdict.REJECTED, null, 0)).isEqualTo(new Decision.Park(true));
    }

    @Test
    void givenFullJitter_whenRetried_thenAFifthIsAdded() {
        assertThat(after(new Tally(1, 0, 1), Verdict.UNREACHABLE, null, 1))
                .isEqualTo(new Decision.Retry(Duration.ofSeconds(6)));
        assertThat(after(new Tally(1, 0, 1), Verdict.UNREACHABLE, null, 0.5))
                .isEqualTo(new Decision.Retry(Duration.ofMillis(5_500)));
    }

    @Test
    void givenRetryAfter_whenRetried_thenTheLaterCountsUpToADay() {
        assertThat(after(new Tally(1, 0, 1), Verdict.UNREACHABLE, 60L, 0))
                .isEqualTo(new Decision.Retry(Duration.ofMinutes(1)));
        assertThat(after(new Tally(1, 0, 1), Verdict.UNREACHABLE, 1L, 0))
                .isEqualTo(new Decision.Retry(Duration.ofSeconds(5)));
        assertThat(after(new Tally(1, 0, 1), Verdict.UNREACHABLE, 1_000_000L, 0))
                .isEqualTo(new Decision.Retry(Duration.ofHours(24)));
    }

    @Test
    void givenAMixture_whenRejectedInAnOutage_thenEachClimbsItsOwnLadder() {
        assertThat(after(new Tally(8, 1, 7), Verdict.REJECTED, null, 0))
                .isEqualTo(new Decision.Retry(Duration.ofSeconds(5)));
        assertThat(after(new Tally(9, 5, 4), Verdict.REJECTED, null, 0)).isEqualTo(new Decision.Park(true));
    }

    @Test
    void givenAMisconfiguredCallback_whenTheScheduleEnds_thenTheLastDelayRepeats() {
        assertThat(policy.afterFailure(new Tally(5, 5, 0), Verdict.REJECTED, null, 0, false))
                .isEqualTo(new Decision.Retry(Duration.ofMinutes(30)));
        assertThat(policy.afterFailure(new Tally(99, 99, 0), Verdict.REJECTED, null, 0, false))
                .isEqualTo(new Decision.Retry(Duration.ofHours(24)));
    }

    @Test
    void givenAShortSchedule_whenRejected_thenItIsTriedNoOftenerThanScheduled() {
        RetryPolicy two = RetryPolicy.of(List.of(1, 2));
        assertThat(two.afterFailure(new Tally(3, 3, 0), Verdict.REJECTED, null, 0, true))
                .isEqualTo(new Decision.Park(true));
        assertThat(RetryPolicy.of(null)).isEqualTo(RetryPolicy.DEFAULT);
    }

    @Test
    void givenGone_whenAsked_thenItWaitsForReopening() {
        assertThat(after(new Tally(1, 0, 0), Verdict.GONE, null, 0)).isEqualTo(new Decision.AwaitReopening());
    }

    private Decision after(Tally tally, Verdict verdict, @Nullable Long retryAfter, double jitter) {
        return policy.afterFailure(tally, verdict, retryAfter, jitter, true);
    }
}
