package io.punchgate.runtime.log;

import java.util.concurrent.TimeUnit;

/** Wakes one event stream when something was appended. */
public final class AppendSignal {

    private long ownAppends;
    private long othersAppends;

    /** This process appended. */
    synchronized void ownAppend() {
        ownAppends++;
        notifyAll();
    }

    /** Another process appended, or may have. */
    synchronized void othersAppend() {
        othersAppends++;
        notifyAll();
    }

    /** The appends that were told so far. */
    public synchronized Told told() {
        return new Told(ownAppends, othersAppends);
    }

    /** Waits until there is more than that, or the time is over. */
    public synchronized void awaitMoreThan(Told known, long nanos) throws InterruptedException {
        long end = System.nanoTime() + nanos;
        for (long left = nanos; left > 0 && told().equals(known); left = end - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }

    /** The number of appends that were told. */
    public record Told(long ownAppends, long othersAppends) {}
}
