package io.punchgate.runtime.wait;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;

/**
 * Those that cannot go on and try again and again. The log tells when the first of them comes to a stand, and when none stands any
 * more: not of each of them, nor of each try.
 */
public final class StandStill {

    private final Logger log;
    private final String who;
    private final Set<Object> standing = new HashSet<>();
    private final ReentrantLock lock = new ReentrantLock();

    /**
     * Nobody stands.
     *
     * @param log that tells
     * @param who they are, for the log, such as "streams"
     */
    public StandStill(Logger log, String who) {
        this.log = log;
        this.who = who;
    }

    /** One of them cannot go on. */
    public void stands(Object one, Throwable why) {
        lock.lock();
        try {
            boolean first = standing.isEmpty();
            standing.add(one);
            if (first) {
                log.warn("{} stand still: {}", who, why.toString());
            }
        } finally {
            lock.unlock();
        }
    }

    /** One of them goes on, or tries no more. It may not have stood. */
    public void goesOn(Object one) {
        lock.lock();
        try {
            if (standing.remove(one) && standing.isEmpty()) {
                log.info("{} go on", who);
            }
        } finally {
            lock.unlock();
        }
    }

    /** The number of those that stand. */
    public int standing() {
        lock.lock();
        try {
            return standing.size();
        } finally {
            lock.unlock();
        }
    }
}
