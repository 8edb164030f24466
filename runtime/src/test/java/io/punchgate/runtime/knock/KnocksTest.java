package io.punchgate.runtime.knock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.punchgate.api.knock.Knock;
import io.punchgate.runtime.TestDatabase;
import io.punchgate.runtime.access.FailedAuthentications;
import io.punchgate.runtime.sql.Migrations;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class KnocksTest {

    private static final Instant START = Instant.parse("2026-06-21T04:00:00Z");
    private static final String HERE = "192.0.2.1";
    private static final String WRONG = "wrong auth-token";
    private static final int FAILURES_PER_MINUTE = 3;

    private final DriverManagerDataSource database = new DriverManagerDataSource(TestDatabase.freshUrl());
    private final JdbcClient jdbc = JdbcClient.create(database);
    private Instant now = START;
    private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    private final FailedAuthentications failed = new FailedAuthentications(FAILURES_PER_MINUTE, clock);
    private final Knocks here = new Knocks(failed, clock);
    private final KeptKnocks kept = new KeptKnocks(jdbc, here);
    private final Knocks elsewhere = new Knocks(failed, clock);
    private final KeptKnocks keptElsewhere = new KeptKnocks(jdbc, elsewhere);

    @BeforeEach
    void migrate() {
        Migrations.migrate(database, "access");
    }

    @Test
    void givenRefusals_whenRead_thenCountedByCallerNewestFirst() {
        knock(here, "SN1", "http", 0);
        knock(here, "SN2", "tcp", 1);
        knock(here, "SN1", "http", 2);

        assertThat(kept.newest(10))
                .containsExactly(
                        new Knock("SN1", "http", HERE, START, START.plusSeconds(2), 2, WRONG),
                        new Knock("SN2", "tcp", HERE, START.plusSeconds(1), START.plusSeconds(1), 1, WRONG));
    }

    @Test
    void givenTwoProcesses_whenBothRefuseACaller_thenTheirCountsAddUpAndTheLastReasonStands() {
        knock(here, "SN1", "http", 5);
        knock(elsewhere, "SN1", "http", 1);
        now = START.plusSeconds(9);
        elsewhere.add("SN1", "http", HERE, "unknown serial number");
        keptElsewhere.save();
        kept.save();
        kept.save();

        assertThat(keptElsewhere.newest(10))
                .containsExactly(new Knock(
                        "SN1", "http", HERE, START.plusSeconds(1), START.plusSeconds(9), 3, "unknown serial number"));
    }

    @Test
    void givenMoreCallersThanAreKept_whenSaved_thenTheNewestAreThere() {
        for (int n = 0; n < Knocks.KEPT_MAX; n++) {
            knock(elsewhere, "OLD" + n, "http", n);
        }
        keptElsewhere.save();
        for (int n = 0; n < Knocks.KEPT_MAX + 10; n++) {
            knock(here, "NEW" + n, "http", 2_000 + n);
            knock(here, "AGAIN", "http", 2_000 + n);
        }

        assertThat(kept.newest(2_000))
                .hasSize(Knocks.KEPT_MAX)
                .extracting(Knock::sn)
                .startsWith("AGAIN", "NEW1009")
                .endsWith("NEW11");
        assertThat(jdbc.sql("select count(*) from access.knock")
                        .query(Integer.class)
                        .single())
                .isEqualTo(Knocks.KEPT_MAX);
    }

    @Test
    void givenAnAddressThatFailsTooOften_whenItShowsNewSerialNumbers_thenTheyPushOutNobody() {
        knock(here, "KNOWN", "http", 0);
        for (int n = 0; n <= FAILURES_PER_MINUTE; n++) {
            failed.count(HERE);
        }
        knock(here, "NEW", "http", 1);
        knock(here, "KNOWN", "http", 2);

        assertThat(kept.newest(10)).singleElement().satisfies(knock -> {
            assertThat(knock.sn()).isEqualTo("KNOWN");
            assertThat(knock.count()).isEqualTo(2);
        });
    }

    @Test
    void givenADatabaseThatFails_whenItIsBack_thenNoRefusalIsMissing() {
        knock(here, "SN1", "http", 0);
        jdbc.sql("alter table access.knock rename to away").update();
        assertThatThrownBy(kept::save).isInstanceOf(RuntimeException.class);
        knock(here, "SN1", "http", 1);
        jdbc.sql("alter table access.away rename to knock").update();

        assertThat(kept.newest(10))
                .containsExactly(new Knock("SN1", "http", HERE, START, START.plusSeconds(1), 2, WRONG));
    }

    @Test
    void givenAnAddressThatIsNone_whenNoted_thenItIsCutAndCanBeKept() {
        here.add("SN1", "mqtt", "a\u0000b".repeat(40), WRONG);

        assertThat(kept.newest(10))
                .singleElement()
                .satisfies(knock -> assertThat(knock.address()).hasSize(64).startsWith("a?ba?b"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "null", textBlock = """
        null | ''
        SN7A2300583 | SN7A2300583
        6f1c2f0a-5b1e-4c7a-9d53-0f8f7a1b2c3d | 6f1c2f0a-5b1e-4c7a-9d53-0f8f7a1b2c3d
        mpV4nS0rYt1jZ9dGq7fXhL2kBvC8wA5eUoI3xT6yRzQ | mpV4***
        0123456789abcdef0123456789ABCDEF | 0123***
        a <script>b | a <script>b
        token=mine | token=***
        /d/0123456789abc/iclock | /d/***/iclock
        """)
    void givenAnythingInPlaceOfASerialNumber_whenShown_thenNeitherASecretNorHarm(String sn, String shown) {
        assertThat(ShownSerial.of(sn)).isEqualTo(shown);
    }

    @Test
    void givenAHostileSerialNumber_whenShown_thenItIsCutAndPrintable() {
        assertThat(ShownSerial.of("a\u0000\n\u202E\uD800" + "é ".repeat(100)))
                .hasSize(64)
                .startsWith("a????é é");
    }

    private void knock(Knocks process, String sn, String transport, int second) {
        now = START.plusSeconds(second);
        process.add(sn, transport, HERE, WRONG);
    }
}
