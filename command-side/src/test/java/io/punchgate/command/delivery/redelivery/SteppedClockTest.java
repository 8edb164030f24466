package io.punchgate.command.delivery.redelivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.Streams;
import io.punchgate.api.delivery.PunchRef;
import io.punchgate.command.delivery.Punches;
import io.punchgate.runtime.TestDatabase;
import io.punchgate.runtime.log.EventLog;
import io.punchgate.runtime.log.EventRecords;
import io.punchgate.runtime.log.StoredEvent;
import io.punchgate.runtime.log.read.LoggedPunch;
import io.punchgate.runtime.log.read.PostgresLogReader;
import io.punchgate.runtime.sql.Migrations;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class SteppedClockTest {

    private static final String SN = "SN1";
    private static final Instant STEP = Instant.parse("2026-03-01T12:00:00Z");

    private final DriverManagerDataSource database = new DriverManagerDataSource(TestDatabase.freshUrl());

    /** Ids made after a step back tell the time of the step. */
    @Test
    void givenTheClockWasSetBack_whenAPunchOfMeanwhileIsLookedUpByItsId_thenItIsFound() {
        Migrations.migrate(database, "log");
        record(STEP, STEP.minus(Duration.ofHours(1)), STEP.minus(Duration.ofMinutes(30)), STEP.plusSeconds(1));

        PostgresLogReader log = new PostgresLogReader(JdbcClient.create(database));
        assertThat(log.findPunch("acme", "p2", STEP).map(LoggedPunch::punch)).contains(new PunchRef("p2", SN, 2));
        assertThat(log.findPunch("other", "p2", STEP)).isEmpty();
    }

    private void record(Instant... at) {
        List<StoredEvent> events = new ArrayList<>();
        for (Instant each : at) {
            int sequence = events.size();
            events.add(new StoredEvent(
                    "event-" + sequence, Streams.device(SN), sequence, each, Punches.of("p" + sequence, SN)));
        }
        new TransactionTemplate(new JdbcTransactionManager(database))
                .executeWithoutResult(
                        status -> new EventLog(new JdbcTemplate(database), new EventRecords()).append(events));
    }
}
