package io.punchgate.runtime.log.read;

import io.punchgate.api.device.PushedEvent.PunchCorrected;
import io.punchgate.runtime.log.StoredNames;

/** The statements that find punches in the log. */
final class PunchStatements {

    /** A correction has an id of its own beside its punch's, and the type of the punch beside a new one. */
    private static final String CORRECTED = "e.type = '" + StoredNames.require(PunchCorrected.class) + "'";

    private static final String PUNCH = "e.position, e.stream, e.sequence, " + CORRECTED + " as correction, case when "
            + CORRECTED + """
             then substring(e.record from '"correctionId":"([^"]*)"')
                else substring(e.record from '"punchId":"([^"]*)"') end as punch_id,
            cast(substring(e.record from '"recordedAt":"([^"]*)"') as timestamptz) as received_at,
            cast(substring(e.record from '"person":"([0-9a-f-]*)"') as uuid) as person,
            coalesce(case when""" + " " + CORRECTED + """
             then substring(e.record from '"pushedType":"([A-Z][A-Za-z]*)"')
                else substring(e.record from '"type":"([A-Z][A-Za-z]*)"') end,
                substring(e.record from '"assumedType":"([A-Z][A-Za-z]*)"'), 'CheckIn') as pushed_type
            """;
    // By positions, not by times: after the clock was set back, ids go on from the last one until it has caught up.
    static final String FIND = "with near as materialized"
            + " (select position from log.event where recorded_at between :from and :to) select " + PUNCH + """
            from log.event e
            where e.type = any (:types) and e.position >= (select min(position) from near)
                and e.position <= case when :to >= now() then (select position from log.head)
                    else (select max(position) from near) end
                and strpos(e.record, case when""" + " "
            + CORRECTED + """
             then '"correctionId":"' else '"punchId":"' end || :punch || '"') > 0
                and (cast(:customer as text) is null
                    or strpos(e.record, '"customerId":"' || :customer || '"') > 0)
            limit 1
            """;
    static final String AT = "select " + PUNCH + """
            from unnest(?, ?) as asked (stream, sequence)
            cross join log.stream_range_end told
            left join lateral (
                select first_position, last_position, last_sequence from log.stream_range r
                where r.stream = asked.stream and r.first_sequence <= asked.sequence
                order by r.first_sequence desc limit 1
            ) range on range.last_sequence >= asked.sequence
            join log.event e on e.stream = asked.stream and e.sequence = asked.sequence
                and e.position >= coalesce(range.first_position, told.position + 1)
                and e.position <= coalesce(range.last_position, 9223372036854775807)
            """;
    static final String OF = "select found.* from unnest(:streams, :after) as asked (stream, after)"
            + " cross join lateral (select " + PUNCH + """
                from log.event e
                where e.stream = asked.stream and e.sequence > asked.after
                    and e.type = any (:types) and e.position < :before
                    and (cast(:from as timestamptz) is null or e.recorded_at >= :near)
                    and (cast(:to as timestamptz) is null or e.recorded_at <= :until)
                    and strpos(e.record, '"customerId":"' || :customer || '"') > 0
                    and (cast(:from as timestamptz) is null
                        or cast(substring(e.record from '"recordedAt":"([^"]*)"') as timestamptz) >= :from)
                    and (cast(:to as timestamptz) is null
                        or cast(substring(e.record from '"recordedAt":"([^"]*)"') as timestamptz) <= :to)
                order by e.sequence limit :max
            ) found
            """;

    private PunchStatements() {}
}
