package io.punchgate.standalone.broker;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The sessions of all devices, in memory: what must outlive the process is in the event log. */
final class Sessions {

    private static final int SESSIONS_MAX = 100_000;

    private final Cache<String, Session> sessions;
    private final Clock clock;
    private volatile boolean closing;

    Sessions(Clock clock) {
        this.clock = clock;
        this.sessions = Caffeine.newBuilder()
                .maximumSize(SESSIONS_MAX)
                .expireAfterAccess(Hello.SESSION_EXPIRY_MAX.plusHours(1))
                .build();
    }

    Session of(String sn) {
        return sessions.get(sn, key -> new Session());
    }

    Instant now() {
        return clock.instant();
    }

    Instant after(Duration wait) {
        return clock.instant().plus(wait);
    }

    /** From now on lost connections are our doing: no last will is published. */
    void close() {
        closing = true;
    }

    boolean isClosing() {
        return closing;
    }
}
