package io.punchgate.runtime.person;

import static io.punchgate.runtime.person.SealingProcess.AT;
import static io.punchgate.runtime.person.SealingProcess.punch;
import static io.punchgate.runtime.person.SealingProcess.stored;
import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.api.device.PunchType;
import io.punchgate.api.device.PushedEvent.PunchCorrected;
import io.punchgate.runtime.TestDatabase;
import io.punchgate.runtime.log.StoredEvent;
import io.punchgate.runtime.sql.Migrations;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class SealedCorrectionsTest {

    private final DriverManagerDataSource dataSource = new DriverManagerDataSource(TestDatabase.freshUrl());
    private final JdbcTemplate jdbc = new JdbcTemplate(dataSource);
    private final TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    private final SealingProcess process = new SealingProcess(jdbc);

    @BeforeEach
    void migrate() {
        Migrations.migrate(dataSource, "person");
        Migrations.migrate(dataSource, "log");
    }

    private static PunchCorrected correction(PunchRecorded punch) {
        return new PunchCorrected(
                "c-" + punch.punchId(),
                "SN1",
                "acme",
                punch.punchId(),
                punch.userId(),
                PunchType.CheckIn,
                true,
                null,
                null,
                "it was Canary",
                "payroll (k1)",
                AT,
                punch.person(),
                null);
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
    void givenACorrectionOfAPersonErasedMeanwhile_whenAppended_thenItsReasonIsStoredNowhere() {
        process.append(stored(punch("p1", "Canary 7"), 0));
        PunchRecorded punch = process.punchAt(1);
        erase(process.keys(), Objects.requireNonNull(punch.person()));
        process.log().observeErasures();

        process.append(new StoredEvent("e2", "device/SN1", 1, AT, correction(punch)));

        assertThat(record(2)).doesNotContain("Canary", "\"sealed\"");
        PunchCorrected read =
                (PunchCorrected) process.log().readAfter(1).getFirst().event().payload();
        assertThat(read.erased()).isTrue();
        assertThat(read.reason()).isNull();
        assertThat(read.voided()).isTrue();
    }

    @Test
    void givenACorrection_whenAppended_thenThePunchesPersonReadsIt() {
        process.append(stored(punch("p1", "Canary 7"), 0));
        process.append(new StoredEvent("e2", "device/SN1", 1, AT, correction(process.punchAt(1))));

        assertThat(record(2)).doesNotContain("Canary").contains("\"sealed\"");
        PunchCorrected read = (PunchCorrected)
                new SealingProcess(jdbc).log().readAfter(1).getFirst().event().payload();
        assertThat(read.reason()).isEqualTo("it was Canary");
        assertThat(read.person()).isEqualTo(process.punchAt(1).person());
    }
}
