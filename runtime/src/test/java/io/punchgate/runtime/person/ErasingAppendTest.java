package io.punchgate.runtime.person;

import static io.punchgate.runtime.person.SealingProcess.AT;
import static io.punchgate.runtime.person.SealingProcess.punch;
import static io.punchgate.runtime.person.SealingProcess.stored;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.punchgate.api.customer.CustomerEvent.PersonErased;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.runtime.TestDatabase;
import io.punchgate.runtime.log.Logged;
import io.punchgate.runtime.log.StoredEvent;
import io.punchgate.runtime.sql.Migrations;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The append of an erasure destroys the keys that it names, with it or not at all. */
class ErasingAppendTest {

    private final DriverManagerDataSource dataSource = new DriverManagerDataSource(TestDatabase.freshUrl());
    private final JdbcTemplate jdbc = new JdbcTemplate(dataSource);
    private final TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    private final SealingProcess process = new SealingProcess(jdbc);

    @BeforeEach
    void migrate() {
        Migrations.migrate(dataSource, "person");
        Migrations.migrate(dataSource, "log");
    }

    private void append(boolean commit, StoredEvent... events) {
        transaction.executeWithoutResult(status -> {
            process.log().lockHead(null).append(List.of(events));
            if (!commit) {
                status.setRollbackOnly();
            }
        });
    }

    private StoredEvent erasure(int sequence) {
        UUID person = process.keys().personOf("acme", "Canary 7").orElseThrow();
        return new StoredEvent(
                "erasure-" + sequence,
                "customer/acme",
                sequence,
                AT,
                new PersonErased("acme", "e-" + sequence, List.of(person), "payroll (k1)", AT));
    }

    private static List<Boolean> erased(List<Logged> events) {
        return events.stream()
                .map(logged -> logged.event().payload())
                .filter(PunchRecorded.class::isInstance)
                .map(punch -> ((PunchRecorded) punch).erased())
                .toList();
    }

    @Test
    void givenAPerson_whenAnErasureIsAppended_thenNothingInMemoryOrInTheTableCanBeOpenedAnyMore() {
        process.append(stored(punch("p1", "Canary 7"), 0), stored(punch("p2", "8"), 1));

        append(true, erasure(0));

        assertThat(erased(process.log().readAfter(0))).containsExactly(true, false);
        assertThat(erased(new SealingProcess(jdbc).log().readAfter(0))).containsExactly(true, false);
        assertThat(process.keys().personOf("acme", "Canary 7")).isEmpty();
        assertThat(jdbc.queryForObject(
                        "select count(*) from person.person where key is null and user_hash is null and erased_at is not null",
                        Long.class))
                .isEqualTo(1);
    }

    @Test
    void givenAPerson_whenTheAppendOfAnErasureIsRolledBack_thenAllIsAsBefore() {
        process.append(stored(punch("p1", "Canary 7"), 0));

        append(false, erasure(0));
        process.append(stored(punch("p2", "Canary 7"), 1));

        assertThat(erased(new SealingProcess(jdbc).log().readAfter(0))).containsExactly(false, false);
        assertThat(process.punchAt(1).person()).isEqualTo(process.punchAt(2).person());
    }

    @Test
    void givenPunchesBeforeAndAfterAnErasure_whenAppendedWithIt_thenThoseAfterAreOfAnotherPerson() {
        append(true, stored(punch("p1", "Canary 7"), 0), erasure(0), stored(punch("p2", "Canary 7"), 1));

        for (SealingProcess each : List.of(process, new SealingProcess(jdbc))) {
            assertThat(erased(each.log().readAfter(0))).containsExactly(true, false);
            assertThat(each.punchAt(3).userId()).isEqualTo("Canary 7");
        }
        assertThat(process.log().recentAfter(0).map(ErasingAppendTest::erased)).hasValue(List.of(true, false));
        process.append(stored(punch("p3", "Canary 7"), 2));
        assertThat(process.punchAt(4).person()).isEqualTo(process.punchAt(3).person());
    }

    @Test
    void givenAnErasure_whenAppendedWithoutATransaction_thenItIsRefused() {
        assertThatThrownBy(() -> process.append(erasure(0))).isInstanceOf(IllegalStateException.class);
        assertThat(process.log().head()).isZero();
    }
}
