package io.punchgate.command.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.device.Credential;
import io.punchgate.api.device.DeviceCommand.RotateAuthToken;
import io.punchgate.api.device.DeviceReply;
import io.punchgate.api.device.DeviceReply.Recorded;
import io.punchgate.api.device.DeviceReply.Refusal;
import io.punchgate.api.device.DeviceReply.Refused;
import io.punchgate.api.device.DeviceReport;
import io.punchgate.command.device.Given;
import io.punchgate.runtime.TestDatabase;
import io.punchgate.runtime.sql.Migrations;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Two processes with caches of their own decide as one: nobody acts on a state that the other has changed. */
class ManyProcessesTest {

    private final DataSource dataSource = new DriverManagerDataSource(TestDatabase.freshUrl());
    private final JdbcTemplate jdbc = new JdbcTemplate(dataSource);
    private final CommandSideProcess one = new CommandSideProcess(dataSource);
    private final CommandSideProcess other = new CommandSideProcess(dataSource);

    @BeforeEach
    void register() throws Exception {
        Migrations.migrate(dataSource, "log");
        Migrations.migrate(dataSource, "command");
        one.send(Given.register(Given.settings())).get(10, TimeUnit.SECONDS);
    }

    @AfterEach
    void close() {
        one.close();
        other.close();
    }

    @Test
    void givenBothKnowADevice_whenOneRotatesItsToken_thenTheOtherRefusesTheOldOneAtOnce() throws Exception {
        assertThat(reply(other, punch("u1"))).isInstanceOf(Recorded.class);

        one.send(new RotateAuthToken(Given.SN, "cc", Given.NOW.minusSeconds(1), Given.NOW.minusSeconds(1)))
                .get(10, TimeUnit.SECONDS);

        assertThat(reply(other, punch("u2"))).isEqualTo(new Refused(Refusal.UNAUTHORIZED));
        assertThat(reply(
                        other,
                        Given.report(
                                "p-u3",
                                Given.punch("u3", "2026-06-21T09:30:00", null, "1"),
                                Credential.authToken("cc"),
                                Given.NOW)))
                .isInstanceOf(Recorded.class);
    }

    @Test
    void givenTheSamePunchesAtBoth_whenSentAtOnce_thenEachIsRecordedOnce() throws Exception {
        int punches = 300;
        List<CompletableFuture<DeviceReply>> replies = new ArrayList<>();
        for (int i = 0; i < punches; i++) {
            replies.add(one.send(punch("u" + i)));
            replies.add(other.send(punch("u" + i)));
        }
        int recorded = 0;
        for (CompletableFuture<DeviceReply> reply : replies) {
            recorded += reply.get(20, TimeUnit.SECONDS) instanceof Recorded ? 1 : 0;
        }

        assertThat(recorded).isEqualTo(punches);
        assertThat(count("log.event where type like '%punch-recorded%'")).isEqualTo(punches);
        assertThat(count("command.punch_identity")).isEqualTo(punches);
        assertThat(jdbc.queryForObject("select position from log.head", Integer.class))
                .isEqualTo(count("log.event"));
    }

    @Test
    void givenAPunchSentWithAnOffset_whenSentAgainLocally_thenItIsFoundThoughTheBatchCouldNotForeseeIt()
            throws Exception {
        assertThat(reply(one, Given.report("p1", Given.punch("u", "2026-06-21T09:30:00", null, "1"))))
                .isInstanceOf(Recorded.class);

        assertThat(reply(one, Given.report("p2", Given.punch("u", "2026-06-21T04:00:00", "Z", "1"))))
                .isInstanceOf(DeviceReply.Duplicate.class);
    }

    private static DeviceReport punch(String user) {
        return Given.report("p-" + user, Given.punch(user, "2026-06-21T09:30:00", null, "1"));
    }

    private static DeviceReply reply(CommandSideProcess process, DeviceReport report) throws Exception {
        return process.<DeviceReply>send(report).get(10, TimeUnit.SECONDS);
    }

    private int count(String table) {
        Integer count = jdbc.queryForObject("select count(*) from " + table, Integer.class);
        return count == null ? 0 : count;
    }
}
