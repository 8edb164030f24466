package io.punchgate.runtime.log;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Finds positions by time. Both rise together, but for the clocks of several processes, which may be apart; so a search by halves
 * finds a position in a log of any size with some two hundred look-ups, in one statement.
 *
 * <p>A few events that were stamped by a clock that was wrong do not lead it astray: each half is chosen by the most of five
 * events. They themselves are found by their position, and not by the wrong time.
 */
public final class PositionSearch {

    /** The time by which the clocks of those who append may be apart, the wait for an append included. */
    public static final Duration CLOCKS_APART_MAX = Duration.ofMinutes(1);

    /** Positions left at the end of a search: reading so many costs less than going on. */
    private static final int LEFT_MAX = 1_000;

    /** A position without an event belongs to a part of the log that was removed, and so is earlier than all others. */
    private static final String SEARCH = """
            with recursive search (low, high) as (
                select cast(0 as bigint), coalesce((select max(position) from log.event), 0)
                union all
                select case when early then middle else low end, case when early then high else middle end
                from search
                cross join lateral (select (low + high) / 2 as middle) half
                cross join lateral (
                    select count(*) filter (where coalesce(event.recorded_at < ?, true)) > 2 as early
                    from generate_series(-2, 2) as step
                    left join log.event on event.position = middle + step * ((high - low) / 16)
                ) looked
                where high - low > %d
            )
            select low, high from search order by high - low limit 1
            """.formatted(LEFT_MAX);

    private static final String LAST_AT = """
            select coalesce((
                select position from log.event where position <= ? and recorded_at <= ? order by position desc limit 1
            ), 0)
            """;

    private final JdbcClient jdbc;

    public PositionSearch(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A stretch of positions, in which the one looked for is. */
    private record Stretch(long low, long high) {}

    /** A position up to which all events were recorded before that instant; not many more such follow. */
    public long allBefore(Instant instant) {
        return search(instant.minus(CLOCKS_APART_MAX)).low();
    }

    /** A position behind which all events were recorded after that instant; not many more such are before it. */
    public long allAfter(Instant instant) {
        return search(instant.plus(CLOCKS_APART_MAX)).high();
    }

    /** The last position recorded at that instant or before; 0 where there is none. */
    public long lastAt(Instant instant) {
        return jdbc.sql(LAST_AT)
                .params(allAfter(instant), utc(instant))
                .query(Long.class)
                .single();
    }

    /** The last position recorded before that instant; 0 where there is none. */
    public long lastBefore(Instant instant) {
        // The log keeps microseconds.
        return lastAt(instant.minusNanos(1).truncatedTo(ChronoUnit.MICROS));
    }

    private Stretch search(Instant instant) {
        return jdbc.sql(SEARCH)
                .param(utc(instant))
                .query((row, number) -> new Stretch(row.getLong(1), row.getLong(2)))
                .single();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
