package io.punchgate.runtime.access;

import java.util.Optional;
import java.util.Set;

/** The kinds of calls that only read: each has limits of its own. */
public enum ReadKind {
    /** An answer of bounded size, in bounded time. */
    LIST,
    /** A stream of any size, which takes as long as its reader. */
    EXPORT,
    /** A stream that stays open, and works only when something happens. */
    STREAM;

    private static final Set<String> METHODS = Set.of("GET", "HEAD");
    private static final Set<String> EXPORTS = Set.of("/api/audit/v1/events", "/api/audit/v1/accesses");
    /** It reads as a list does, before it changes anything. */
    private static final String REDELIVERY = "/api/v1/deliveries/redeliver";

    private static final String FILES = "/api/v1/exports/";
    /** The one path that {@link StreamTickets} open. */
    static final String STREAM_PATH = "/api/v1/stream";

    /** The kind of a call to one of the surfaces; empty where it may change something. */
    static Optional<ReadKind> of(String method, String path) {
        if (!METHODS.contains(method)) {
            return path.equals(REDELIVERY) ? Optional.of(LIST) : Optional.empty();
        }
        if (path.equals(STREAM_PATH) && method.equals("GET")) {
            return Optional.of(STREAM);
        }
        return Optional.of(EXPORTS.contains(path) || path.startsWith(FILES) ? EXPORT : LIST);
    }
}
