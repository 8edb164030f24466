package io.punchgate.query.audit;

import java.time.Instant;

/**
 * An event as the log keeps it, not decoded.
 *
 * @param position in the log, from 1
 * @param sequence in its stream, from 0
 * @param storedName such as {@code punchgate.punch-recorded.v1}
 * @param record the exact stored text
 */
record LoggedRecord(long position, long sequence, String storedName, Instant recordedAt, String record) {}
