package io.punchgate.runtime.log.read;

/** The statements that read single streams of the log. */
final class StreamStatements {

    /**
     * In a stream, sequences and positions rise together: the last event up to a position is found by halves, as an earlier moment
     * has most of a stream behind it. An event that is archived is an early one.
     */
    static final String LAST_OF = """
            with recursive search (stream, low, high) as (
                select asked.stream, case when latest.position <= :up_to then latest.sequence else -1 end, latest.sequence
                from unnest(cast(:streams as text[])) as asked(stream)
                cross join lateral (
                    select sequence, position from log.event event where event.stream = asked.stream
                    order by sequence desc limit 1
                ) latest
                union all
                select stream, case when later then low else middle end, case when later then middle - 1 else high end
                from search
                cross join lateral (select (low + high + 1) / 2 as middle) half
                cross join lateral (
                    select coalesce((
                        select event.position > :up_to from log.event event
                        where event.stream = search.stream and event.sequence = middle
                    ), false) as later
                ) looked
                where low < high
            )
            select last.* from search cross join lateral (
                select position, stream, sequence, type, recorded_at, record from log.event event
                where event.stream = search.stream and event.sequence <= search.high and type = any (:types)
                order by sequence desc limit 1
            ) last
            where search.low = search.high and search.high >= 0
            """;

    private StreamStatements() {}
}
