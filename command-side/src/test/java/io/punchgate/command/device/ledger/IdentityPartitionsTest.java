package io.punchgate.command.device.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.punchgate.command.device.PunchKey;
import io.punchgate.runtime.TestDatabase;
import io.punchgate.runtime.sql.Migrations;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;

/** A database of a version whose identities were one table: of punches of now, and of clocks that are behind and ahead. */
class IdentityPartitionsTest {

    private static final UUID WHO = new UUID(1, 2);
    private final LocalDateTime now = LocalDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MILLIS);
    private final LocalDateTime behind = LocalDateTime.parse("0001-01-01T00:00:00");
    private final LocalDateTime ahead = now.plusMonths(5);
    private final LocalDateTime farAhead = LocalDateTime.parse("9999-12-31T23:59:59.999");

    private final PGSimpleDataSource database = new PGSimpleDataSource();
    private final JdbcTemplate jdbc = new JdbcTemplate(database);
    private final IdentityPartitions partitions = new IdentityPartitions(database);

    IdentityPartitionsTest() {
        database.setUrl(TestDatabase.freshUrl());
        Flyway.configure()
                .dataSource(database)
                .schemas("command")
                .defaultSchema("command")
                .locations("classpath:db/command")
                .target("14")
                .load()
                .migrate();
        List.of(now, behind, ahead, farAhead).forEach(this::enter);
    }

    private void enter(LocalDateTime time) {
        jdbc.update("insert into command.punch_identity (wall_time, who, kind) values (?, ?, 'CheckIn')", time, WHO);
    }

    /** Enters a punch as the ledger does now. */
    private void punch(LocalDateTime time) {
        PunchEntry entry = PunchEntry.of(List.of(new PunchKey(time, WHO, "CheckIn")), new KeyedIdentities(jdbc));
        jdbc.update(entry.sql(), statement -> entry.bind(statement, 1));
    }

    private long file(String table) {
        return Objects.requireNonNull(
                jdbc.queryForObject("select pg_relation_filenode('command." + table + "')", Long.class));
    }

    private List<LocalDateTime> timesIn(String table) {
        return jdbc.queryForList("select wall_time from command." + table + " order by 1", LocalDateTime.class);
    }

    private String partitionOf(LocalDateTime time) {
        return Objects.requireNonNull(jdbc.queryForObject(
                "select cast(tableoid as regclass) from command.punch_identity where wall_time = ?",
                String.class,
                time));
    }

    @Test
    void givenIdentities_whenMigrated_thenTheTableIsTheFirstPartitionAndEachPunchIsKnown() {
        long before = file("punch_identity");

        Migrations.migrate(database, "command");

        assertThat(file("punch_identity_1")).isEqualTo(before);
        assertThat(timesIn("punch_identity_other")).containsExactly(ahead, farAhead);
        assertThat(List.of(now, behind, ahead, farAhead))
                .allSatisfy(time -> assertThatThrownBy(() -> punch(time)).isInstanceOf(DuplicateKeyException.class));
    }

    @Test
    void givenTimesAhead_whenTheirMonthIsMade_thenTheyAreInItAndStillKnown() {
        Migrations.migrate(database, "command");

        partitions.makeAhead(now.toLocalDate());
        partitions.makeAhead(now.toLocalDate().plusMonths(2));
        partitions.makeAhead(now.toLocalDate());

        assertThat(timesIn("punch_identity_other")).containsExactly(farAhead);
        assertThat(partitionOf(ahead)).matches("command.punch_identity_\\d{4}_\\d{2}");
        assertThatThrownBy(() -> punch(ahead)).isInstanceOf(DuplicateKeyException.class);
        LocalDate next = now.toLocalDate().plusMonths(2 + IdentityPartitions.MONTHS_AHEAD);
        punch(next.atStartOfDay());
        assertThat(partitionOf(next.atStartOfDay())).doesNotContain("other");
        punch(now.plusYears(1));
        assertThat(partitionOf(now.plusYears(1))).isEqualTo("command.punch_identity_other");
    }

    @Test
    void givenMonths_whenTheOldestIsDetached_thenAPunchOfThenIsTakenAndThoseOfOthersAreKnown() {
        Migrations.migrate(database, "command");
        partitions.makeAhead(now.toLocalDate());

        jdbc.execute("alter table command.punch_identity detach partition command.punch_identity_1");

        punch(behind);
        assertThat(partitionOf(behind)).isEqualTo("command.punch_identity_other");
        assertThatThrownBy(() -> punch(behind)).isInstanceOf(DuplicateKeyException.class);
        assertThatThrownBy(() -> punch(ahead)).isInstanceOf(DuplicateKeyException.class);
        partitions.makeAhead(now.toLocalDate().plusMonths(1));
        assertThat(timesIn("punch_identity_1")).containsExactly(behind, now);
    }
}
