package io.punchgate.runtime.person;

import static io.punchgate.runtime.person.SealingProcess.punch;
import static io.punchgate.runtime.person.SealingProcess.stored;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.api.device.Location;
import io.punchgate.runtime.TestDatabase;
import io.punchgate.runtime.log.EventLog;
import io.punchgate.runtime.log.EventRecords;
import io.punchgate.runtime.log.Logged;
import io.punchgate.runtime.log.StagedAppend;
import io.punchgate.runtime.log.StoredEvent;
import io.punchgate.runtime.sql.Migrations;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class SealedPunchesTest {

    private final DriverManagerDataSource dataSource = new DriverManagerDataSource(TestDatabase.freshUrl());
    private final JdbcTemplate jdbc = new JdbcTemplate(dataSource);
    private final TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    private final SealingProcess process = new SealingProcess(jdbc);

    @BeforeEach
    void migrate() {
        Migrations.migrate(dataSource, "person");
        Migrations.migrate(dataSource, "log");
    }

    private void erase(PersonKeys keys, UUID person) {
        transaction.executeWithoutResult(status -> {
            keys.destroy("acme", List.of(person));
            jdbc.update("update log.head set erasures = erasures + 1");
        });
    }

    private String record(long position) {
        return Objects.requireNonNull(
                jdbc.queryForObject("select record from log.event where position = ?", String.class, position));
    }

    @Test
    void givenAPunch_whenAppended_thenItsPersonalFieldsAreStoredInNoOtherWayThanSealed() {
        process.append(stored(punch("p1", "Canary 7"), 0));

        assertThat(record(1))
                .doesNotContain("Canary", "2026-06-21 09:30:00", "77.25", "36.6", "faceMask")
                .contains("\"person\":\"", "\"sealed\":\"", "\"localTime\":\"2026-06-21T09:30:00\"");
    }

    @Test
    void givenAPunch_whenReadFromMemoryOrFromTheTable_thenItIsTheSameEventWithAllThatWasSaid() {
        process.append(stored(punch("p1", "Canary 7"), 0));

        List<Logged> remembered = process.log().recentAfter(0).orElseThrow();
        List<Logged> read = new SealingProcess(jdbc).log().readAfter(0);

        assertThat(read).isEqualTo(remembered);
        PunchRecorded punch = process.punchAt(1);
        assertThat(punch.userId()).isEqualTo("Canary 7");
        assertThat(punch.attTimeRaw()).isEqualTo("2026-06-21 09:30:00");
        assertThat(punch.location()).isEqualTo(new Location(12.5, 77.25, null));
        assertThat(punch.temperature()).isEqualTo(36.6);
        assertThat(punch.faceMask()).isTrue();
        assertThat(punch.erased()).isFalse();
        assertThat(process.keys().personOf("acme", "Canary 7")).hasValue(Objects.requireNonNull(punch.person()));
        assertThat(process.keys().personOf("other", "Canary 7"))
                .isNotEqualTo(process.keys().personOf("acme", "Canary 7"));
        assertThat(punch.person()).isEqualTo(process.keys().firstId("acme", "Canary 7"));
    }

    @Test
    void givenAPerson_whenErased_thenEveryProcessReadsTheEventsWithoutWhatWasPersonal() {
        process.append(stored(punch("p1", "Canary 7"), 0));
        UUID person = process.keys().personOf("acme", "Canary 7").orElseThrow();
        SealingProcess other = new SealingProcess(jdbc);
        assertThat(other.punchAt(1).userId()).isEqualTo("Canary 7");
        String before = record(1);

        erase(process.keys(), person);
        process.log().observeErasures();
        other.log().observeErasures();

        for (SealingProcess each : List.of(new SealingProcess(jdbc), other)) {
            PunchRecorded punch = each.punchAt(1);
            assertThat(punch.erased()).isTrue();
            assertThat(punch.userId()).isNull();
            assertThat(punch.attTimeRaw()).isNull();
            assertThat(punch.location()).isNull();
            assertThat(punch.temperature()).isNull();
            assertThat(punch.faceMask()).isNull();
            assertThat(punch.localTime()).isEqualTo(LocalDateTime.parse("2026-06-21T09:30:00"));
            assertThat(each.keys().personOf("acme", "Canary 7")).isEmpty();
        }
        assertThat(record(1)).isEqualTo(before);
    }

    @Test
    void givenAPersonWhomAnotherProcessErased_whenTheUserPunchesHere_thenAnotherPersonBegins() {
        process.append(stored(punch("p1", "Canary 7"), 0));
        UUID erased = process.keys().personOf("acme", "Canary 7").orElseThrow();
        erase(new PersonKeys(jdbc), erased);

        transaction.executeWithoutResult(status ->
                process.log().lockHead(null).append(List.of(stored(punch("p2", "Canary 7"), 1))));

        PunchRecorded punch = new SealingProcess(jdbc).punchAt(2);
        assertThat(punch.userId()).isEqualTo("Canary 7");
        assertThat(punch.person()).isNotEqualTo(erased);
    }

    @Test
    void givenAPunchOfTheTimeBeforePersonsHadKeys_whenItsPersonIsErased_thenItIsReadAsErasedToo() {
        StagedAppend before = new EventLog(jdbc, new EventRecords()).stage(0);
        before.append(List.of(stored(punch("p1", "Canary 7"), 0), stored(punch("p2", "8"), 1)));
        before.write();
        UUID person = process.keys().personOf("acme", "Canary 7").orElseThrow();
        assertThat(process.punchAt(1).userId()).isEqualTo("Canary 7");

        erase(process.keys(), person);
        process.log().observeErasures();

        PunchRecorded punch = process.punchAt(1);
        assertThat(punch.erased()).isTrue();
        assertThat(punch.person()).isEqualTo(person);
        assertThat(punch.attTimeRaw()).isNull();
        assertThat(process.punchAt(2).userId()).isEqualTo("8");
        assertThat(process.keys().personOf("acme", "Canary 7")).isEmpty();
    }

    @Test
    void givenAPersonWhoIsNew_whenTheAppendIsRolledBack_thenTheNextOneIsReadable() {
        transaction.executeWithoutResult(status -> {
            process.log().lockHead(null).append(List.of(stored(punch("p1", "Canary 7"), 0)));
            status.setRollbackOnly();
        });
        process.append(stored(punch("p1", "Canary 7"), 0));

        assertThat(new SealingProcess(jdbc).punchAt(1).userId()).isEqualTo("Canary 7");
    }

    @Test
    void givenManyPunchesOfFewPersons_whenAppendedTogether_thenEachUserIsOnePerson() {
        StoredEvent[] many = IntStream.range(0, 300)
                .mapToObj(i -> stored(punch("p" + i, "user " + i % 100), i))
                .toArray(StoredEvent[]::new);
        new SealingProcess(jdbc).keys().table().take(List.of(new NamedPerson("acme", "user 7")));
        process.append(many);

        assertThat(jdbc.queryForObject("select count(*) from person.person", Long.class))
                .isEqualTo(100);
        assertThat(new SealingProcess(jdbc).log().readAfter(0))
                .extracting(logged -> ((PunchRecorded) logged.event().payload()).userId())
                .containsExactlyElementsOf(
                        IntStream.range(0, 300).mapToObj(i -> "user " + i % 100).toList());
    }

    @Test
    void givenASealedTextOfAnotherPunch_whenRead_thenItIsRefusedAndNothingIsTold() {
        process.append(stored(punch("p1", "Canary 7"), 0), stored(punch("p2", "Canary 7"), 1));
        String moved = record(2).replaceFirst("\"sealed\":\"[^\"]*\"", sealedOf(record(1)));

        assertThatThrownBy(() -> new EventRecords(new PersonalEvents(process.keys())).decode(moved))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageNotContaining("Canary");
    }

    private static String sealedOf(String record) {
        int start = record.indexOf("\"sealed\":\"");
        return record.substring(start, record.indexOf('"', start + "\"sealed\":\"".length()) + 1);
    }
}
