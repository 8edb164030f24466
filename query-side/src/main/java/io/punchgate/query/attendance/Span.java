package io.punchgate.query.attendance;

import java.time.Instant;

/** From one instant to another, both included. */
record Span(Instant from, Instant to) {}
