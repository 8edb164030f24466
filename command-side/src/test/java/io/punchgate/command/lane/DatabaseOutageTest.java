package io.punchgate.command.lane;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.punchgate.api.device.DeviceReply;
import io.punchgate.api.device.DeviceReply.Duplicate;
import io.punchgate.api.device.DeviceReply.Recorded;
import io.punchgate.api.device.DeviceReport;
import io.punchgate.command.device.Given;
import io.punchgate.runtime.BesideOthers;
import io.punchgate.runtime.SilentCable;
import io.punchgate.runtime.TestDatabase;
import io.punchgate.runtime.sql.DatabaseSettings;
import io.punchgate.runtime.sql.DatabaseSettings.Durability;
import io.punchgate.runtime.sql.Migrations;
import io.punchgate.runtime.sql.Sessions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A connection that falls silent, or a process that stands still, holds up the intake for a short while only. */
@BesideOthers
class DatabaseOutageTest {

    private static final long SOON_SECONDS = 12;

    private final String url = TestDatabase.freshUrl();
    private final JdbcTemplate jdbc = new JdbcTemplate(new DriverManagerDataSource(url));
    private final URI address = URI.create(url.substring("jdbc:".length()));
    private final SilentCable cable = new SilentCable(address.getPort());
    private final HikariDataSource pool = pool(url.replace(address.getAuthority(), "localhost:" + cable.port()));
    private final CommandSideProcess process = new CommandSideProcess(pool);

    static HikariDataSource pool(String url) {
        DatabaseSettings hasty = new DatabaseSettings(
                Duration.ofSeconds(2),
                Duration.ofSeconds(2),
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                1,
                Durability.UNCHECKED);
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(url);
        pool.setMaximumPoolSize(4);
        pool.setConnectionTimeout(5_000);
        new Sessions(hasty).setUp(pool);
        return pool;
    }

    @BeforeEach
    void register() throws Exception {
        Migrations.migrate(new DriverManagerDataSource(url), "log");
        Migrations.migrate(new DriverManagerDataSource(url), "command");
        process.send(Given.register(Given.settings())).get(10, TimeUnit.SECONDS);
        for (int i = 0; i < 10; i++) {
            assertThat(soon(punch("early-" + i))).isInstanceOf(Recorded.class);
        }
    }

    @AfterEach
    void close() {
        process.close();
        pool.close();
        cable.close();
    }

    @Test
    void givenConnectionsThatFallSilent_whenPunchesCome_thenTheyAreRefusedOrStoredSoonAndOnce() throws Exception {
        cable.fallSilent();
        CompletableFuture<DeviceReply> first = process.send(punch("first"));
        assertThat(first).failsWithin(SOON_SECONDS, TimeUnit.SECONDS).withThrowableOfType(ExecutionException.class);

        awaitStored("first");
        assertThat(recorded("first")).isEqualTo(1);
    }

    @Test
    void givenTheAnswerToAnAppendIsLost_whenThePunchIsSentAgain_thenItIsThereOnce() throws Exception {
        cable.loseAnswers();
        CompletableFuture<DeviceReply> first = process.send(punch("committed"));
        assertThat(first).failsWithin(SOON_SECONDS, TimeUnit.SECONDS).withThrowableOfType(ExecutionException.class);
        assertThat(recorded("committed")).isEqualTo(1);

        assertThat(awaitStored("committed")).isInstanceOf(Duplicate.class);
        assertThat(recorded("committed")).isEqualTo(1);
    }

    @Test
    void givenAProcessThatStandsStillWithTheHeadLocked_whenPunchesCome_thenTheyAreStoredSoonAndItWakesInVain()
            throws Exception {
        Process stopped = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HoldsTheHead.class.getName(),
                        url))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader says = stopped.inputReader(StandardCharsets.UTF_8)) {
            assertThat(nextOf(says)).isEqualTo("locked");
            signal("STOP", stopped);

            assertThat(soon(punch("meanwhile"))).isInstanceOf(Recorded.class);

            signal("CONT", stopped);
            OutputStream tell = stopped.getOutputStream();
            tell.write('\n');
            tell.flush();
            assertThat(nextOf(says)).isEqualTo("failed");
            assertThat(jdbc.queryForObject("select max(position) from log.event", Long.class))
                    .isEqualTo(jdbc.queryForObject("select position from log.head", Long.class));
        } finally {
            stopped.destroyForcibly();
        }
    }

    /** The next word of the other process, past what its libraries tell. */
    private static String nextOf(BufferedReader says) throws IOException {
        String line = says.readLine();
        while (line != null && !HoldsTheHead.WORDS.contains(line)) {
            line = says.readLine();
        }
        return line == null ? "nothing" : line;
    }

    private static void signal(String name, Process process) throws IOException, InterruptedException {
        int rc = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
        assertThat(rc).isZero();
    }

    /** Sends a punch as a device does: until it is taken. */
    private DeviceReply awaitStored(String user) throws Exception {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(SOON_SECONDS);
        while (true) {
            try {
                return soon(punch(user));
            } catch (ExecutionException e) {
                assertThat(System.nanoTime()).as("still refused: " + e).isLessThan(until);
            }
        }
    }

    private DeviceReply soon(DeviceReport report) throws Exception {
        return process.<DeviceReply>send(report).get(SOON_SECONDS, TimeUnit.SECONDS);
    }

    private int recorded(String user) {
        Integer count = jdbc.queryForObject(
                "select count(*) from log.event where type like '%punch-recorded%' and strpos(record, ?) > 0",
                Integer.class, "\"" + user + "\"");
        return count == null ? 0 : count;
    }

    private static DeviceReport punch(String user) {
        return Given.report("p-" + user, Given.punch(user, "2026-06-21T09:30:00", null, "1"));
    }
}
