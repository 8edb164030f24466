package io.punchgate.command.delivery.line;

import java.util.concurrent.atomic.AtomicLong;

/** How many of a customer's punches wait for nothing but their turn, and whether its server is one that answers soon. */
final class Backlog {

    /** A server that answers within it is held up by us, if at all: it is near, and does not do its work first. */
    static final long SOON_MILLIS = 20;
    /** Answers of which the fastest tells how soon a server can answer: the others may have waited for a processor of ours. */
    static final int WINDOW = 64;

    private static final long NEVER = Long.MAX_VALUE;

    private final AtomicLong punches = new AtomicLong();
    private int answers;
    private long fastest = NEVER;
    private long fastestBefore = NEVER;

    void changed(long by) {
        punches.addAndGet(by);
    }

    /** About: what else a device's stream holds counts as well. */
    long punches() {
        return punches.get();
    }

    synchronized void answeredWithin(long millis) {
        fastest = Math.min(fastest, millis);
        answers++;
        if (answers == WINDOW) {
            fastestBefore = fastest;
            fastest = NEVER;
            answers = 0;
        }
    }

    synchronized boolean isAnsweredSoon() {
        return Math.min(fastest, fastestBefore) <= SOON_MILLIS;
    }
}
