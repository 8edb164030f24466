package io.punchgate.command.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.device.DeviceCommand.ChangeDevice;
import io.punchgate.api.device.DeviceCommand.RegisterDevice;
import io.punchgate.api.device.DeviceReply;
import io.punchgate.api.device.DeviceReply.Duplicate;
import io.punchgate.api.device.DeviceReply.Recorded;
import io.punchgate.api.device.DeviceReport.RecordPunch;
import io.punchgate.api.device.Transport;
import io.punchgate.command.device.DevicePatches;
import io.punchgate.command.device.Given;
import io.punchgate.runtime.BesideOthers;
import io.punchgate.runtime.TestDatabase;
import io.punchgate.runtime.sql.Migrations;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The lane tells the punches that are stored, once and in order, however often its assumptions are wrong. */
@BesideOthers
class GroupCommitTest {

    private static final int DEVICES = 5;
    private static final int SENDERS = 12;
    private static final int PUNCHES_OF_A_SENDER = 120;

    private final DataSource dataSource = new DriverManagerDataSource(TestDatabase.freshUrl());
    private final JdbcTemplate jdbc = new JdbcTemplate(dataSource);
    private final Map<String, DeviceReply> replies = new ConcurrentHashMap<>();
    private @Nullable CommandSideProcess process;

    @BeforeEach
    void register() throws Exception {
        Migrations.migrate(dataSource, "log");
        Migrations.migrate(dataSource, "command");
        try (CommandSideProcess earlier = new CommandSideProcess(dataSource)) {
            for (int i = 0; i < DEVICES; i++) {
                earlier.send(new RegisterDevice(
                                "SN" + i, Given.settings(), Given.TOKEN_HASH, "secret-1", Given.PATH_HASH, Given.NOW))
                        .get(10, TimeUnit.SECONDS);
                earlier.send(punch("SN" + i, "early", "early-" + i)).get(10, TimeUnit.SECONDS);
            }
        }
        process = new CommandSideProcess(dataSource);
    }

    @AfterEach
    void close() {
        process().close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void givenRepeatsAndASecondProcess_whenManySendAtOnce_thenTheLogHasWhatWasToldAndNoMore(long seed)
            throws Exception {
        try (CommandSideProcess other = new CommandSideProcess(dataSource)) {
            List<CompletableFuture<Void>> senders = IntStream.range(0, SENDERS)
                    .mapToObj(
                            sender -> CompletableFuture.runAsync(() -> send(sender, new Random(seed + sender), other)))
                    .toList();
            for (CompletableFuture<Void> sender : senders) {
                sender.get(60, TimeUnit.SECONDS);
            }
        }
        assertThatTheLogHasWhatWasTold();
    }

    @Test
    void givenZonesThatChange_whenPunchesWithAnOffsetAreSentAgain_thenEachIsStoredOnce() throws Exception {
        try (CommandSideProcess other = new CommandSideProcess(dataSource)) {
            List<CompletableFuture<Void>> senders = IntStream.range(0, SENDERS)
                    .mapToObj(sender -> CompletableFuture.runAsync(() -> sendWithOffsets(new Random(sender), other)))
                    .toList();
            for (CompletableFuture<Void> sender : senders) {
                sender.get(60, TimeUnit.SECONDS);
            }
        }
        assertThat(number("select count(*) from log.event where type like '%punch-recorded%'"))
                .isEqualTo(number("select count(distinct (stream, record::json->'payload'->>'userId')) from log.event"
                        + " where type like '%punch-recorded%'"));
    }

    private void sendWithOffsets(Random random, CommandSideProcess other) {
        for (int i = 0; i < PUNCHES_OF_A_SENDER; i++) {
            CommandSideProcess to = random.nextInt(10) == 0 ? other : process();
            String sn = "SN" + random.nextInt(DEVICES);
            if (random.nextInt(20) == 0) {
                String zone = random.nextBoolean() ? "Asia/Kolkata" : "Europe/Berlin";
                to.send(new ChangeDevice(sn, DevicePatches.zone(zone), Given.NOW))
                        .join();
            }
            String user = "o" + random.nextInt(PUNCHES_OF_A_SENDER);
            boolean utc = random.nextBoolean();
            var punch = utc
                    ? Given.punch(user, "2026-06-21T04:00:00", "Z", "1")
                    : Given.punch(user, "2026-06-21T09:30:00", "+05:30", "1");
            assertThat(to.<DeviceReply>send(new RecordPunch(
                                    sn, Given.TOKEN, Transport.HTTP, Given.NOW, "o-" + random.nextLong(), punch))
                            .join())
                    .isInstanceOfAny(Recorded.class, Duplicate.class);
        }
    }

    @Test
    void givenTheStoreFailsForAWhile_whenManySend_thenOnlyWhatWasToldAsStoredIsThere() throws Exception {
        send(0, new Random(7), process());
        jdbc.execute("alter table command.punch_identity rename to gone");
        RecordPunch lost = punch("SN1", "lost", "lost-1");
        CompletableFuture<DeviceReply> refused = process().send(lost);
        assertThat(refused).failsWithin(10, TimeUnit.SECONDS).withThrowableOfType(ExecutionException.class);
        jdbc.execute("alter table command.gone rename to punch_identity");

        assertThat(process().<DeviceReply>send(lost).get(10, TimeUnit.SECONDS)).isInstanceOf(Recorded.class);
        replies.put("lost-1", new Recorded("lost-1"));
        send(1, new Random(8), process());
        assertThatTheLogHasWhatWasTold();
    }

    private void send(int sender, Random random, CommandSideProcess other) {
        for (int i = 0; i < PUNCHES_OF_A_SENDER; i++) {
            String sn = "SN" + random.nextInt(DEVICES);
            String id = "p-" + sender + "-" + i;
            // Some are repeats of what another sender sends, and some of what was stored before this process began.
            String user = random.nextInt(100) == 0 ? "early" : "u" + random.nextInt(2 * PUNCHES_OF_A_SENDER);
            CommandSideProcess to = random.nextInt(50) == 0 ? other : process();
            replies.put(id, to.<DeviceReply>send(punch(sn, user, id)).join());
        }
    }

    private void assertThatTheLogHasWhatWasTold() {
        Set<String> recorded = new HashSet<>();
        replies.forEach((id, reply) -> {
            assertThat(reply).isInstanceOfAny(Recorded.class, Duplicate.class);
            if (reply instanceof Recorded) {
                recorded.add(id);
            }
        });
        IntStream.range(0, DEVICES).forEach(i -> recorded.add("early-" + i));
        List<String> stored = jdbc.queryForList(
                "select record::json->'payload'->>'punchId' from log.event where type like '%punch-recorded%'",
                String.class);
        assertThat(stored).doesNotHaveDuplicates().hasSameElementsAs(recorded);
        assertThat(number("select count(*) from command.punch_identity")).isEqualTo(stored.size());
        assertThat(number("select count(*) from log.event"))
                .isEqualTo(number("select max(position) from log.event"))
                .isEqualTo(number("select position from log.head"));
        assertThat(number("select count(*) from (select 1 from log.event group by stream"
                        + " having count(*) <> max(sequence) + 1) gap"))
                .isZero();
    }

    private static RecordPunch punch(String sn, String user, String id) {
        return new RecordPunch(
                sn, Given.TOKEN, Transport.HTTP, Given.NOW, id, Given.punch(user, "2026-06-21T09:30:00", null, "1"));
    }

    private CommandSideProcess process() {
        if (process == null) {
            throw new IllegalStateException("not started");
        }
        return process;
    }

    private long number(String query) {
        Long number = jdbc.queryForObject(query, Long.class);
        return number == null ? -1 : number;
    }
}
