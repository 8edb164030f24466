package io.punchgate.query.attendance.punch;

import io.punchgate.query.listing.Conditions;
import io.punchgate.query.listing.Cursor;
import io.punchgate.query.listing.Page;
import io.punchgate.query.listing.Parameters;
import io.punchgate.runtime.sql.Timestamps;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads punches, a page at a time. */
@Component
final class PunchLists {

    private static final String SELECT = "select * from query.punch";
    private static final String RECORDED = "punches-recorded-1";
    private static final String BY_TIME = "punches-time-1";

    private final JdbcClient jdbc;

    PunchLists(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A customer's punch of that id, or empty. */
    Optional<PunchView> find(String customerId, String id) {
        return jdbc.sql(SELECT + " where id = ? and customer_id = ?")
                .param(id)
                .param(customerId)
                .query(new PunchMapper())
                .optional();
    }

    /**
     * In the order recorded.
     *
     * @param flushed up to where every punch is there to be read
     */
    Page<PunchView> recorded(String customerId, Parameters query, long flushed) {
        long after = query.positionAfter(RECORDED);
        int limit = query.limit();
        Conditions conditions = PunchQuery.conditions(customerId, query).and("position > ?", after);
        List<PunchView> found = conditions
                .select(jdbc, SELECT, "order by position limit ?", limit + 1)
                .query(new PunchMapper())
                .list();
        boolean more = found.size() > limit;
        List<PunchView> rows = more ? found.subList(0, limit) : found;
        long last = rows.isEmpty() ? after : rows.getLast().position();
        return new Page<>(
                rows, Cursor.at(RECORDED, more ? last : Math.max(last, flushed)).text(), more);
    }

    /** In the order of punch times. */
    Page<PunchView> byTime(String customerId, Parameters query) {
        @Nullable Cursor cursor = query.cursor(BY_TIME, 2);
        int limit = query.limit();
        Conditions conditions = PunchQuery.conditions(customerId, query);
        if (cursor != null && !cursor.parts().getFirst().isEmpty()) {
            conditions.and("(time, position) > (?, ?)", Timestamps.utc(time(cursor)), cursor.number(1));
        }
        List<PunchView> found = conditions
                .select(jdbc, SELECT, "order by time, position limit ?", limit + 1)
                .query(new PunchMapper())
                .list();
        boolean more = found.size() > limit;
        List<PunchView> rows = more ? found.subList(0, limit) : found;
        return new Page<>(rows, rows.isEmpty() ? same(cursor) : after(rows.getLast()), more);
    }

    private static Instant time(Cursor cursor) {
        try {
            return Instant.parse(cursor.parts().getFirst());
        } catch (DateTimeException e) {
            throw Cursor.invalid();
        }
    }

    private static String same(@Nullable Cursor cursor) {
        return cursor == null ? new Cursor(BY_TIME, List.of("", "0")).text() : cursor.text();
    }

    private static String after(PunchView row) {
        return new Cursor(BY_TIME, List.of(row.time().toString(), Long.toString(row.position()))).text();
    }
}
