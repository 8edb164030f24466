package io.punchgate.runtime.access.use;

import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.runtime.TestDatabase;
import io.punchgate.runtime.sql.Migrations;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class KeyUsesTest {

    private static final Instant START = Instant.parse("2026-06-21T04:00:00Z");
    private static final List<String> BOTH = List.of("erp", "payroll");

    private final DriverManagerDataSource database = new DriverManagerDataSource(TestDatabase.freshUrl());
    private final JdbcClient jdbc = JdbcClient.create(database);
    private Instant now = START;
    private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    private final KeyUses here = new KeyUses(jdbc, clock);
    private final KeyUses inAnotherProcess = new KeyUses(jdbc, clock);

    @BeforeEach
    void migrate() {
        Migrations.migrate(database, "access");
    }

    @Test
    void givenAUse_whenAsked_thenThisProcessKnowsAtOnceAndOthersOnceItIsSaved() {
        use(here, "erp", 0);

        assertThat(here.of(BOTH)).isEqualTo(Map.of("erp", START));
        assertThat(inAnotherProcess.of(BOTH)).isEmpty();

        here.save();
        assertThat(inAnotherProcess.of(BOTH)).isEqualTo(Map.of("erp", START));
    }

    @Test
    void givenAKeyInUse_whenSavedAllTheTime_thenItIsWrittenOnceAMinute() {
        Set<Instant> written = new LinkedHashSet<>();
        for (int second = 0; second < 180; second++) {
            use(here, "erp", second);
            here.save();
            written.add(inAnotherProcess.of(BOTH).get("erp"));
        }

        assertThat(written).containsExactly(START, START.plusSeconds(60), START.plusSeconds(120));
        assertThat(here.of(BOTH)).isEqualTo(Map.of("erp", START.plusSeconds(179)));
    }

    @Test
    void givenTwoProcesses_whenTheLaterUseIsSavedFirst_thenItStays() {
        use(here, "erp", 10);
        use(inAnotherProcess, "erp", 11);
        inAnotherProcess.save();
        here.save();

        assertThat(new KeyUses(jdbc, clock).of(BOTH)).isEqualTo(Map.of("erp", START.plusSeconds(11)));
    }

    @Test
    void givenUsesWithinTheMinute_whenTheProcessStops_thenTheyAreWritten() {
        use(here, "erp", 0);
        here.save();
        use(here, "erp", 5);
        use(here, "payroll", 6);

        here.close();

        assertThat(inAnotherProcess.of(BOTH))
                .isEqualTo(Map.of("erp", START.plusSeconds(5), "payroll", START.plusSeconds(6)));
    }

    @Test
    void givenAClockThatIsSetBack_whenUsed_thenLaterUsesAreWrittenAgain() {
        use(here, "erp", 7_200);
        here.save();
        use(here, "erp", 0);
        here.save();
        use(here, "erp", 7_260);
        here.save();

        assertThat(inAnotherProcess.of(BOTH)).isEqualTo(Map.of("erp", START.plusSeconds(7_260)));
    }

    private void use(KeyUses process, String keyId, int second) {
        now = START.plusSeconds(second);
        process.add(keyId);
    }
}
