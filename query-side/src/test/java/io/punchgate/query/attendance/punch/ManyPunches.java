package io.punchgate.query.attendance.punch;

import static org.awaitility.Awaitility.await;

import io.punchgate.api.attendance.PunchFilter;
import io.punchgate.query.RowsRead;
import io.punchgate.query.listing.Statement;
import io.punchgate.runtime.TestDatabase;
import io.punchgate.runtime.sql.Migrations;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A table of punches, one every minute: every fourth of "others", one in 1,000 of "small", all else of "large". */
final class ManyPunches implements AutoCloseable {

    private static final Duration VACUUMED_MAX = Duration.ofSeconds(60);

    private final DriverManagerDataSource database = new DriverManagerDataSource(TestDatabase.freshUrl());
    private final RowsRead reads;

    /**
     * So many.
     *
     * @param newest the time of the last
     */
    ManyPunches(int count, Instant newest) throws SQLException {
        Migrations.migrate(database, "query");
        JdbcClient jdbc = jdbc();
        jdbc.sql("""
                insert into query.punch
                select n, t, t at time zone 'UTC', t, gen_random_uuid(), cast(lpad(to_hex(n % 400 + 1), 32, '0') as uuid), false,
                    case when n % 1000 = 0 then 'small' when n % 4 = 0 then 'others' else 'large' end, 'SN' || n % 50, '+00:00',
                    case when n % 8 = 0 then 'MealOut' when n % 2 = 0 then 'CheckOut' else 'CheckIn' end, null, 'Face', '15',
                    case when n % 8 = 0 then 'adms' else 'http' end, decode(repeat('5a', 90), 'hex'), null
                from generate_series(1, :punches) n
                cross join lateral (select cast(:newest as timestamptz) - (:punches - n) * interval '60 s' as t) at
                """).param("punches", count).param("newest", newest.toString()).update();
        jdbc.sql("update query.punch set sn = 'NEW', person_id = ? where customer_id = 'large' and position > ?")
                .params(person("new"), count - 40)
                .update();
        jdbc.sql("""
                insert into query.punch_block
                select customer_id, position / 4096, min(time), max(time) from query.punch group by 1, 2
                """).update();
        // While another session looks at any table, no page counts as seen by all, and no index is read alone.
        await().atMost(VACUUMED_MAX).until(() -> {
            jdbc.sql("vacuum analyze query.punch, query.punch_block").update();
            return jdbc.sql("select relallvisible > 0 from pg_class where oid = cast('query.punch_1' as regclass)")
                    .query(Boolean.class)
                    .single();
        });
        reads = new RowsRead(database);
    }

    JdbcClient jdbc() {
        return JdbcClient.create(database);
    }

    /** The positions that a statement finds. */
    List<Long> positions(Statement statement) {
        return statement
                .on(jdbc())
                .query((row, number) -> row.getLong("position"))
                .list();
    }

    RowsRead.Plan plan(Statement statement) {
        return reads.of(statement);
    }

    static SelectedPunches of(String customer, PunchFilter filter) {
        @Nullable String user = filter.userId();
        return new SelectedPunches(customer, filter, user == null ? null : person(user));
    }

    /** The person of a user: {@code u7} is the seventh of 400, "new" has few punches, "none" has none. */
    private static UUID person(String user) {
        return new UUID(
                0,
                switch (user) {
                    case "new" -> 1_000;
                    case "none" -> 2_000;
                    default -> Long.parseLong(user.substring(1)) + 1;
                });
    }

    @Override
    public void close() {
        reads.close();
    }
}
