package io.punchgate.command.delivery.callback;

import static com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility.ANY;
import static com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility.NONE;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.punchgate.api.CallbackId;
import io.punchgate.api.delivery.Attempt;
import io.punchgate.api.delivery.DeliveryEvent;
import io.punchgate.api.delivery.DeliveryEvent.CallbackDegraded;
import io.punchgate.api.delivery.DeliveryEvent.CallbackRecovered;
import org.jspecify.annotations.Nullable;

/**
 * The last twenty attempts of a callback. Warns of failed and slow ones before the callback is closed, and takes the
 * warning back after a run of good ones. Part of the aggregate's state.
 */
@JsonAutoDetect(fieldVisibility = ANY, getterVisibility = NONE, isGetterVisibility = NONE)
final class RecentAttempts {

    /** An answer counts as slow from here on: a third of {@code WebhookClient.ATTEMPT_MAX}. */
    static final long SLOW_MILLIS = 5_000;

    static final int IN_A_ROW_WARNS = 3;
    static final int IN_THE_LAST_WARNS = 6;
    static final int GOOD_IN_A_ROW_RECOVERS = 10;
    private static final int LAST = 20;

    private int recent;
    private int badInARow;
    private int goodInARow;
    private boolean warned;

    void note(boolean acknowledged, Attempt attempt) {
        boolean bad = !acknowledged || attempt.latencyMillis() >= SLOW_MILLIS;
        recent = ((recent << 1) | (bad ? 1 : 0)) & ((1 << LAST) - 1);
        badInARow = bad ? Math.min(badInARow + 1, LAST) : 0;
        goodInARow = bad ? 0 : Math.min(goodInARow + 1, LAST);
    }

    void warned(boolean now) {
        warned = now;
    }

    /** The warning that is due after that attempt, or its end; null if nothing changes. */
    @Nullable
    DeliveryEvent warning(CallbackId callback, Attempt last) {
        int bad = Integer.bitCount(recent);
        if (!warned && (badInARow >= IN_A_ROW_WARNS || bad >= IN_THE_LAST_WARNS)) {
            return new CallbackDegraded(callback, words(bad, last), last.endedAt());
        }
        boolean over = warned && goodInARow >= GOOD_IN_A_ROW_RECOVERS && bad < IN_THE_LAST_WARNS;
        return over ? new CallbackRecovered(callback, last.endedAt()) : null;
    }

    private static String words(int bad, Attempt last) {
        String how = last.error() == null ? "status " + last.statusCode() : last.error();
        return bad + " of the last " + LAST + " attempts failed or took " + SLOW_MILLIS / 1_000
                + " s and more, the last: " + how + " after " + last.latencyMillis() + " ms";
    }
}
