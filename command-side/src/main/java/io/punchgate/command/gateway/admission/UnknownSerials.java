package io.punchgate.command.gateway.admission;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Serial numbers that were found to belong to no device, for a short time: they cost neither a command nor a question to the
 * database. A registration ends that at once in the process that takes it, and as soon as its event is seen in the others; the
 * short life is for a process that does not see it.
 */
final class UnknownSerials {

    private static final int SERIALS_MAX = 50_000;
    private static final Duration LIFE = Duration.ofSeconds(10);

    private final Cache<String, Boolean> unknown = Caffeine.newBuilder()
            .maximumSize(SERIALS_MAX)
            .expireAfterWrite(LIFE)
            .executor(Runnable::run)
            .build();
    private final AtomicLong registrations = new AtomicLong();

    boolean contains(String sn) {
        return unknown.getIfPresent(sn) != null;
    }

    /** The registrations seen so far: to be read before it is asked whether a serial number is known. */
    long registrations() {
        return registrations.get();
    }

    /** Remembers a serial number that was found unknown, unless a device was registered since the question. */
    void add(String sn, long registrationsBefore) {
        if (registrations.get() != registrationsBefore) {
            return;
        }
        unknown.put(sn, true);
        if (registrations.get() != registrationsBefore) {
            unknown.invalidate(sn);
        }
    }

    void registered(String sn) {
        registrations.incrementAndGet();
        unknown.invalidate(sn);
    }
}
