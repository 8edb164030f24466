package io.punchgate.query.audit.scrub;

import io.punchgate.runtime.sql.Timestamps;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The row of the scrubber: which process has it, and how far it is. */
record ScrubTable(JdbcClient jdbc, String owner) {

    /** A process that died, or is cut off, keeps the others out for so long. */
    static final Duration OWNED = Duration.ofSeconds(15);

    private static final String OWNED_UNTIL = "now() + interval '" + OWNED.toSeconds() + " seconds'";

    /**
     * The row as all processes see it.
     *
     * @param asked passes that operators asked for and that were not begun yet
     */
    record State(
            long passes,
            long position,
            long of,
            @Nullable Double lastPassSeconds,
            @Nullable Instant lastPassAt,
            long asked) {}

    /** The row for those who only read it. */
    static ScrubTable ofReaders(JdbcClient jdbc) {
        return new ScrubTable(jdbc, "");
    }

    State read() {
        return jdbc.sql("""
                        select passes, position, of_position, last_pass_seconds, last_pass_at, requested - begun as asked
                        from query.scrub
                        """)
                .query((row, number) -> new State(
                        row.getLong("passes"),
                        row.getLong("position"),
                        row.getLong("of_position"),
                        row.getObject("last_pass_seconds", Double.class),
                        Timestamps.instantOrNull(row, "last_pass_at"),
                        row.getLong("asked")))
                .single();
    }

    /** Takes the scrubber, or keeps it; false: another process has it. */
    boolean own() {
        return jdbc.sql("update query.scrub set owner = ?, owned_until = " + OWNED_UNTIL
                                + " where owner is null or owner = ? or owned_until < now()")
                        .params(owner, owner)
                        .update()
                == 1;
    }

    /** A pass begins; those that were asked for are answered by it. */
    void begin() {
        jdbc.sql("update query.scrub set begun = requested where owner = ?")
                .param(owner)
                .update();
    }

    /**
     * Notes how far the pass is, and keeps the scrubber.
     *
     * @return the number of passes that were asked for meanwhile; empty: another process has the scrubber by now
     */
    Optional<Long> progress(long position, long of) {
        return jdbc.sql("update query.scrub set position = ?, of_position = ?, owned_until = " + OWNED_UNTIL
                        + " where owner = ? returning requested - begun")
                .params(position, of, owner)
                .query(Long.class)
                .optional();
    }

    /** A pass has ended; false: not by the process that has the scrubber. */
    boolean end(Duration took, Instant at) {
        return jdbc.sql("update query.scrub set passes = passes + 1, position = of_position, last_pass_seconds = ?,"
                                + " last_pass_at = ? where owner = ?")
                        .params(took.toMillis() / 1000.0, Timestamps.utc(at), owner)
                        .update()
                == 1;
    }

    /** Asks for a pass now; returns the number that {@code passes} has once it has ended. */
    long request() {
        return jdbc.sql("update query.scrub set requested = requested + 1 returning passes + 1")
                .query(Long.class)
                .single();
    }
}
