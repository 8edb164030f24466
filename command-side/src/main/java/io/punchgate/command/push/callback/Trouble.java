package io.punchgate.command.push.callback;

import static com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility.ANY;
import static com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility.NONE;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.punchgate.api.delivery.Attempt;

/**
 * The last twenty attempts of a callback, by whether each failed or was slow. It warns before the callback is closed, and
 * takes the warning back only after a run of good ones. Part of the aggregate's state.
 */
@JsonAutoDetect(fieldVisibility = ANY, getterVisibility = NONE, isGetterVisibility = NONE)
final class Trouble {

    /** An answer that takes so long is a third of the way to none. */
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

    boolean calls() {
        return !warned && (badInARow >= IN_A_ROW_WARNS || Integer.bitCount(recent) >= IN_THE_LAST_WARNS);
    }

    boolean isOver() {
        return warned && goodInARow >= GOOD_IN_A_ROW_RECOVERS && Integer.bitCount(recent) < IN_THE_LAST_WARNS;
    }

    /** In words for the people who look at a callback. */
    String words(Attempt last) {
        String how = last.error() == null ? "status " + last.statusCode() : last.error();
        return Integer.bitCount(recent) + " of the last " + LAST + " attempts failed or took " + SLOW_MILLIS / 1_000
                + " s and more, the last: " + how + " after " + last.latencyMillis() + " ms";
    }
}
