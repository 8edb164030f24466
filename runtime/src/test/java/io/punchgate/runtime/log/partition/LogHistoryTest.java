package io.punchgate.runtime.log.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.punchgate.runtime.log.EventLog;
import io.punchgate.runtime.log.EventRecords;
import io.punchgate.runtime.sql.Migrations;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** The log of an earlier version, and one whose first partition is archived. */
class LogHistoryTest extends SmallLog {

    @Test
    void givenALogOfAnEarlierVersion_whenMigrated_thenItIsTheFirstPartitionAndNotRewritten() {
        Flyway.configure()
                .dataSource(database)
                .schemas("log")
                .defaultSchema("log")
                .locations("classpath:db/log")
                .target("2")
                .load()
                .migrate();
        jdbc.update("insert into log.event (position, stream, sequence, type, recorded_at, record)"
                + " select n, 'customer/old', n - 1, 'punchgate.api-key-revoked.v1', now(), '{}'"
                + " from generate_series(1, 100) n");
        jdbc.update("update log.head set position = 100");
        Long file = jdbc.queryForObject("select pg_relation_filenode('log.event')", Long.class);

        Migrations.migrate(database, "log");

        assertThat(jdbc.queryForObject("select pg_relation_filenode('log.event_1')", Long.class))
                .isEqualTo(file);
        assertThat(partitions()).containsExactly("FOR VALUES FROM ('1') TO ('50000001')");
        assertThat(log().lastSequence(OLD)).contains(99L);
        EventLog log = log();
        append(log, OLD, 100, 1);
        assertThat(log.head()).isEqualTo(101);
    }

    /** The commands of docs/scale.md. */
    @Test
    void givenAnArchivedPartition_whenAskedFor_thenTheAnswerNamesTheFirstPositionThatIsLeft() {
        EventLog log = smallLog();
        append(log, OLD, 0, 15);
        append(log, "customer/new", 0, 10);
        log.partitions().maintain(log.head());
        List<String> archive = new ArrayList<>(jdbc.queryForList(
                "select encode(sha256(convert_to(record, 'UTF8')), 'base64') from log.event_1 order by position",
                String.class));

        jdbc.execute("alter table log.event detach partition log.event_1 concurrently");

        EventLog fresh = log();
        fresh.partitions().maintain(fresh.head());
        assertThat(archive).hasSize(10);
        for (EventLog each : List.of(log, fresh)) {
            assertThatThrownBy(() -> each.readStream(OLD, 3, 10))
                    .isInstanceOfSatisfying(
                            EventsArchived.class,
                            e -> assertThat(e.firstPosition()).isEqualTo(11));
            assertThatThrownBy(() -> new EventLog(jdbc, new EventRecords(), EACH).readAfter(0))
                    .isInstanceOf(EventsArchived.class);
        }
        assertThat(sequences(fresh.readStream(OLD, 10, 10))).containsExactly(10L, 11L, 12L, 13L, 14L);
        assertThat(fresh.readAfter(10)).hasSize(15);
        append(fresh, OLD, 15, 1);

        jdbc.execute("alter table log.event attach partition log.event_1 for values from (1) to (11)");
        assertThat(sequences(log().readStream(OLD, 3, 2))).containsExactly(3L, 4L);
    }
}
