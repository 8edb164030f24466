package io.punchgate.command.delivery.outbox;

import java.util.concurrent.atomic.AtomicLong;

/** Counts a callback's punches that wait for their turn only, and tells whether its server answers soon. */
public final class Backlog {

    /** A server that answers within this time is near and answers before it works: only this process holds it up. */
    public static final long SOON_MILLIS = 20;
    /** Answers among which the fastest counts: the others may have waited for this machine's processor. */
    public static final int WINDOW = 64;

    private static final long NEVER = Long.MAX_VALUE;

    private final AtomicLong punches = new AtomicLong();
    private int answers;
    private long fastest = NEVER;
    private long fastestBefore = NEVER;

    /** The share of a line. */
    public Share share() {
        return new Share();
    }

    /** The punches of one line that wait for their turn only. Not safe for threads. */
    public final class Share {

        private long counted;

        private Share() {}

        /** So many wait by now. */
        public void become(long waiting) {
            punches.addAndGet(waiting - counted);
            counted = waiting;
        }
    }

    /** Too many at most: the other events of a device's stream count as well. */
    public long punches() {
        return punches.get();
    }

    /** Notes how soon an acknowledgement came. */
    public synchronized void answeredWithin(long millis) {
        fastest = Math.min(fastest, millis);
        answers++;
        if (answers == WINDOW) {
            fastestBefore = fastest;
            fastest = NEVER;
            answers = 0;
        }
    }

    /** Tells whether the server answers soon. */
    public synchronized boolean isAnsweredSoon() {
        return Math.min(fastest, fastestBefore) <= SOON_MILLIS;
    }
}
