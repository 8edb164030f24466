package io.punchgate.command.delivery.gate;

/** Tells when most attempts fail: five in a row, or more than half of the last twenty. Not safe for threads. */
final class CircuitBreaker {

    static final int IN_A_ROW_MAX = 5;
    static final int WINDOW = 20;

    private int recent;
    private int count;
    private int inARow;

    void reset() {
        recent = 0;
        count = 0;
        inARow = 0;
    }

    /** Notes how an attempt ended. Returns whether most attempts fail. */
    boolean note(boolean failed) {
        inARow = failed ? inARow + 1 : 0;
        recent = ((recent << 1) | (failed ? 1 : 0)) & ((1 << WINDOW) - 1);
        count = Math.min(count + 1, WINDOW);
        boolean mostly = count == WINDOW && Integer.bitCount(recent) > WINDOW / 2;
        return failed && (inARow >= IN_A_ROW_MAX || mostly);
    }
}
