package io.punchgate.query.attendance;

import java.time.Instant;

/** From one instant to another, both included. */
record Span(Instant from, Instant to) {

    boolean holds(Instant time) {
        return !time.isBefore(from) && !time.isAfter(to);
    }
}
