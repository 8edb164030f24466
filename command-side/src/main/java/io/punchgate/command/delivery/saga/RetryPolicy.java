package io.punchgate.command.delivery.saga;

import io.punchgate.api.delivery.Verdict;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides when a punch is tried again, and when it is parked.
 *
 * <p>Rejections and failures to reach the callback count separately along the schedule: a punch that was rejected twice
 * before its customer went down for a day is still tried three times after it, and a rejection late in an outage does not
 * wait for hours. Both counts together bound the attempts.
 *
 * @param delaysSeconds the delays after the first attempt, in seconds, at least one
 */
public record RetryPolicy(List<Integer> delaysSeconds) {

    /** 5 s, 30 s, 2 min, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h, 24 h. */
    public static final RetryPolicy DEFAULT =
            new RetryPolicy(List.of(5, 30, 120, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400));

    static final double JITTER_SHARE = 0.2;
    /** The longest that a callback may ask to be left alone. */
    public static final Duration RETRY_AFTER_MAX = Duration.ofHours(24);
    /** One more rejection than this, and the punch is parked. */
    static final int REJECTION_RETRIES_MAX = 4;

    public RetryPolicy {
        if (delaysSeconds.isEmpty()) {
            throw new IllegalArgumentException("a retry schedule has at least one delay");
        }
        delaysSeconds = List.copyOf(delaysSeconds);
    }

    /** The customer's own policy, or the default if it has none. */
    public static RetryPolicy of(@Nullable List<Integer> delaysSeconds) {
        return delaysSeconds == null || delaysSeconds.isEmpty() ? DEFAULT : new RetryPolicy(delaysSeconds);
    }

    /** The consequence of a failure. */
    sealed interface Decision {
        /** Try again after that delay, counted from the end of the failed attempt. */
        record Retry(Duration delay) implements Decision {}

        /** Give up. */
        record Park(boolean rejected) implements Decision {}

        /** Wait until the callback is open again. */
        record AwaitReopening() implements Decision {}
    }

    /**
     * Decides after a failed attempt.
     *
     * @param tally the failures of this punch, this one included
     * @param retryAfterSeconds the delay that the answer asked for: the longer of it and the schedule's counts
     * @param jitter 0 to 1
     * @param mayPark false while the callback is misconfigured: then the last delay repeats instead
     */
    Decision afterFailure(
            Tally tally, Verdict verdict, @Nullable Long retryAfterSeconds, double jitter, boolean mayPark) {
        return switch (verdict) {
            case GONE -> new Decision.AwaitReopening();
            case UNSUITED -> mayPark ? new Decision.Park(false) : new Decision.Retry(delayAfter(delaysSeconds.size()));
            case REJECTED ->
                mayPark && tally.rejected() > Math.min(REJECTION_RETRIES_MAX, delaysSeconds.size())
                        ? new Decision.Park(true)
                        : new Decision.Retry(delay(tally.rejected(), retryAfterSeconds, jitter));
            case UNREACHABLE ->
                mayPark && tally.unreachable() > delaysSeconds.size()
                        ? new Decision.Park(false)
                        : new Decision.Retry(delay(tally.unreachable(), retryAfterSeconds, jitter));
        };
    }

    /** The delay after the n-th failure, from 1; behind the end of the schedule its last delay repeats. */
    public Duration delayAfter(int failures) {
        return Duration.ofSeconds(delaysSeconds.get(Math.clamp(failures - 1, 0, delaysSeconds.size() - 1)));
    }

    /** The delay that an answer asked for, as far as it is honoured. */
    public static Duration asked(long retryAfterSeconds) {
        return Duration.ofSeconds(Math.clamp(retryAfterSeconds, 0, RETRY_AFTER_MAX.toSeconds()));
    }

    private Duration delay(int failures, @Nullable Long retryAfterSeconds, double jitter) {
        Duration scheduled = delayAfter(failures);
        Duration jittered = scheduled.plusMillis(Math.round(scheduled.toMillis() * JITTER_SHARE * jitter));
        if (retryAfterSeconds == null) {
            return jittered;
        }
        Duration asked = asked(retryAfterSeconds);
        return asked.compareTo(jittered) > 0 ? asked : jittered;
    }
}
