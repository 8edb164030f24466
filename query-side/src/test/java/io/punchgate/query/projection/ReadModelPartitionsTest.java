package io.punchgate.query.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.query.EarlierTables;
import io.punchgate.runtime.TestDatabase;
import io.punchgate.runtime.sql.Migrations;
import io.punchgate.runtime.sql.RangePartitions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** A database of a version whose read models had no partitions. */
class ReadModelPartitionsTest {

    private static final List<String> BIG = List.of("punch", "delivery", "delivery_attempt");

    private final PGSimpleDataSource database = new PGSimpleDataSource();
    private final JdbcTemplate jdbc = new JdbcTemplate(database);

    ReadModelPartitionsTest() {
        database.setUrl(TestDatabase.freshUrl());
        EarlierTables.migrate(database, "6");
    }

    private List<Long> files(String suffix) {
        return BIG.stream()
                .map(table ->
                        jdbc.queryForObject("select pg_relation_filenode('query." + table + suffix + "')", Long.class))
                .toList();
    }

    private void deliver(int position, String status) {
        jdbc.update(
                "insert into query.delivery (customer_id, position, id, sn, operation_id, status, attempts, recorded_at)"
                        + " values ('acme', ?, 'p' || ?, 'SN1', 'op', ?, 0, now())"
                        + " on conflict (customer_id, position) do update set status = excluded.status",
                position,
                position,
                status);
    }

    @Test
    void givenRows_whenMigrated_thenTheirTablesAreTheFirstPartitionsAndNotRewritten() {
        deliver(7, "pending");
        jdbc.update("update query.projection_position set position = 420000000");
        List<Long> before = files("");

        EarlierTables.migrate(database, "12");

        assertThat(files("_1")).isEqualTo(before);
        deliver(7, "delivered");
        assertThat(jdbc.queryForList("select status from query.delivery", String.class))
                .containsExactly("delivered");
        for (String table : BIG) {
            RangePartitions partitions = new RangePartitions(database, "query." + table, 400_000_000);
            partitions.keepAhead(420_000_000);
            assertThat(partitions.known())
                    .extracting(RangePartitions.Partition::next)
                    .containsExactly(800_000_001L, 1_200_000_001L);
            assertThat(indexes(table + "_800000001")).isEqualTo(indexes(table + "_1"));
        }
        deliver(900_000_000, "pending");
        assertThat(jdbc.queryForObject("select count(*) from query.delivery_800000001", Long.class))
                .isEqualTo(1);
    }

    @Test
    void givenRows_whenDeliveriesAndThenPunchesAreMadeAnew_thenTheirProjectionsBeginAnewAndTheOthersGoOn() {
        deliver(7, "pending");
        jdbc.update("update query.projection_position set position = 42");
        for (String name : List.of("attendance", "deliveries")) {
            jdbc.update("insert into query.token_entry (processor_name, segment) values (?, 0)", name);
        }

        EarlierTables.migrate(database, "13");

        assertThat(jdbc.queryForList("select name from query.projection_position", String.class))
                .containsExactlyInAnyOrder("attendance", "presence");
        assertThat(jdbc.queryForList("select processor_name from query.token_entry", String.class))
                .containsExactly("attendance");
        assertThat(jdbc.queryForObject("select count(*) from query.delivery", Long.class))
                .isZero();

        Migrations.migrate(database, "query");

        assertThat(jdbc.queryForList("select name from query.projection_position", String.class))
                .isEmpty();
        assertThat(jdbc.queryForList("select processor_name from query.token_entry", String.class))
                .isEmpty();
        for (String table : BIG) {
            RangePartitions partitions = new RangePartitions(database, "query." + table, 400_000_000);
            partitions.keepAhead(420_000_000);
            assertThat(partitions.known().getLast().next()).isEqualTo(1_200_000_001L);
            assertThat(indexes(table + "_800000001")).isEqualTo(indexes(table + "_1"));
        }
    }

    private long indexes(String table) {
        Long count = jdbc.queryForObject(
                "select count(*) from pg_index where indrelid = cast(? as regclass)", Long.class, "query." + table);
        return count == null ? 0 : count;
    }
}
