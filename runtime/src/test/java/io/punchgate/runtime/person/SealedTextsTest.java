package io.punchgate.runtime.person;

import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.DomainEvent;
import io.punchgate.api.device.DeviceEvent.ReportRejected;
import io.punchgate.api.device.InstructionEvent.InstructionAnswered;
import io.punchgate.runtime.TestDatabase;
import io.punchgate.runtime.log.EventLog;
import io.punchgate.runtime.log.EventRecords;
import io.punchgate.runtime.log.Logged;
import io.punchgate.runtime.log.StagedAppend;
import io.punchgate.runtime.log.StoredEvent;
import io.punchgate.runtime.sql.Migrations;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Texts that may name anybody: what a device sent that could not be read, what it answered, what an operator sends it. */
class SealedTextsTest {

    private static final Instant AT = Instant.parse("2026-06-21T04:00:00.500Z");

    private final DriverManagerDataSource dataSource = new DriverManagerDataSource(TestDatabase.freshUrl());
    private final JdbcTemplate jdbc = new JdbcTemplate(dataSource);
    private final PersonKeys keys = new PersonKeys(jdbc);
    private final SubjectTexts texts = new SubjectTexts(jdbc);
    private final EventLog log = new EventLog(jdbc, new EventRecords(new PersonalEvents(keys)));

    @BeforeEach
    void migrate() {
        Migrations.migrate(dataSource, "person");
        Migrations.migrate(dataSource, "log");
    }

    private void append() {
        StagedAppend append = log.stage(0);
        append.append(List.of(
                stored(0, new ReportRejected("SN1", "acme", "adms", "Canary\tat noon", "no time: Canary", AT)),
                stored(1, new ReportRejected("SN1", "acme", "adms", "someone", "no time", AT)),
                stored(2, new ReportRejected("SN1", "other", "adms", "Canary", "no time", AT)),
                stored(3, new InstructionAnswered("SN1", "acme", "c1", true, "user Canary is gone", AT)),
                stored(4, new InstructionAnswered("SN1", "acme", "c2", true, null, AT))));
        append.write();
        append.tellStored();
    }

    private static StoredEvent stored(int sequence, DomainEvent event) {
        return new StoredEvent("event-" + sequence, "device/SN1", sequence, AT, event);
    }

    private void destroy(UUID text) {
        keys.destroy("acme", List.of(text));
        jdbc.update("update log.head set erasures = erasures + 1");
        log.observeErasures();
    }

    private List<Object> read() {
        List<Object> events = new ArrayList<>();
        for (Logged logged : log.readAfter(0)) {
            events.add(logged.event().payload());
        }
        return events;
    }

    @Test
    void givenTextsOfDevices_whenAppended_thenTheyAreStoredSealedAndReadInClear() {
        append();

        assertThat(jdbc.queryForList("select record from log.event", String.class))
                .noneMatch(record -> record.contains("Canary") || record.contains("noon"));
        assertThat(jdbc.queryForObject(
                        "select count(*) from person.person where strpos(encode(sealed, 'escape'), 'Canary') > 0",
                        Long.class))
                .isZero();
        assertThat(new EventLog(jdbc, new EventRecords(new PersonalEvents(new PersonKeys(jdbc)))).readAfter(0))
                .isEqualTo(log.recentAfter(0).orElseThrow());
        assertThat(read().getFirst()).isInstanceOfSatisfying(ReportRejected.class, rejected -> {
            assertThat(rejected.raw()).isEqualTo("Canary\tat noon");
            assertThat(rejected.reason()).isEqualTo("no time: Canary");
        });
        assertThat(read().getLast()).isInstanceOfSatisfying(InstructionAnswered.class, answered -> {
            assertThat(answered.person()).isNull();
            assertThat(answered.erased()).isFalse();
        });
    }

    @Test
    void givenTextsOfACustomer_whenPagedThrough_thenEachIsToldOnceAndThoseThatNameThePersonCanBeErased() {
        append();

        List<SubjectText> first = keys.texts("acme", null, 2);
        List<SubjectText> rest = keys.texts("acme", first.getLast().person(), 2);
        assertThat(first).hasSize(2);
        assertThat(rest).hasSize(1);
        List<SubjectText> all = new ArrayList<>(first);
        all.addAll(rest);
        all.stream().filter(text -> text.text().contains("Canary")).forEach(text -> destroy(text.person()));

        assertThat(keys.texts("acme", null, 9))
                .extracting(SubjectText::text)
                .containsExactly("{\"raw\":\"someone\",\"reason\":\"no time\"}");
        assertThat(read().get(0)).isInstanceOfSatisfying(ReportRejected.class, rejected -> {
            assertThat(rejected.erased()).isTrue();
            assertThat(rejected.reason()).isNull();
        });
        assertThat(read().get(1))
                .isInstanceOfSatisfying(
                        ReportRejected.class,
                        rejected -> assertThat(rejected.raw()).isEqualTo("someone"));
        assertThat(read().get(2))
                .isInstanceOfSatisfying(
                        ReportRejected.class,
                        rejected -> assertThat(rejected.raw()).isEqualTo("Canary"));
        assertThat(read().get(3)).isInstanceOfSatisfying(InstructionAnswered.class, answered -> {
            assertThat(answered.erased()).isTrue();
            assertThat(answered.done()).isTrue();
        });
    }

    @Test
    void givenATextThatIsKept_whenErasedOrRemoved_thenItIsGone() {
        UUID erased = texts.keep("acme", "{\"user\":\"Canary\"}");
        UUID removed = texts.keep("acme", "{\"user\":\"7\"}");
        assertThat(texts.find(List.of(erased, removed)))
                .isEqualTo(Map.of(erased, "{\"user\":\"Canary\"}", removed, "{\"user\":\"7\"}"));

        destroy(erased);
        texts.remove(List.of(removed, erased));

        assertThat(texts.find(List.of(erased, removed))).isEmpty();
        assertThat(keys.erased(List.of(erased, removed))).containsExactly(erased);
        assertThat(Objects.requireNonNull(jdbc.queryForObject("select count(*) from person.person", Long.class)))
                .isEqualTo(1);
    }
}
