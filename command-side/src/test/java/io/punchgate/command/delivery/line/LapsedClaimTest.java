package io.punchgate.command.delivery.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.punchgate.api.Streams;
import io.punchgate.api.delivery.DeliveryEvent.DeliveryParked;
import io.punchgate.api.delivery.DeliveryEvent.PunchDeliveredLater;
import io.punchgate.api.delivery.DeliveryEvent.PunchesDelivered;
import io.punchgate.command.delivery.CustomerServer;
import io.punchgate.command.delivery.CustomerServer.Reply;
import io.punchgate.command.delivery.Punches;
import io.punchgate.command.delivery.RealLane;
import io.punchgate.command.delivery.SlowDatabase;
import io.punchgate.runtime.BesideOthers;
import io.punchgate.runtime.TestDatabase;
import io.punchgate.runtime.sql.Migrations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The claim lapses within batches of events, for the database is slow, on the real log and the real lane. */
@BesideOthers
class LapsedClaimTest {

    private static final Duration MAX = Duration.ofSeconds(60);
    /** Longer than a claim counts as held in the push of a test. */
    private static final Duration LAPSE = Duration.ofMillis(1_900);

    private final DriverManagerDataSource database = new DriverManagerDataSource(TestDatabase.freshUrl());

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void givenTheClaimLapsesWithinABatch_whenPunchesAreRejected_thenNoLineIsHeldWithoutASaga(long seed)
            throws Exception {
        Migrations.migrate(database, "log");
        Migrations.migrate(database, "command");
        SplittableRandom random = new SplittableRandom(seed);
        SlowDatabase slow = new SlowDatabase(database, LAPSE);
        Set<String> rejected = ConcurrentHashMap.newKeySet();
        int share = 2 + random.nextInt(3);
        try (RealLane lane = new RealLane(database);
                CustomerServer server = new CustomerServer();
                PushHarness push = new PushHarness(slow, lane)) {
            server.answer(request ->
                    rejected.add(request.webhookId()) && request.webhookId().hashCode() % share == 0
                            ? new Reply(400, "no")
                            : Reply.DONE);
            push.setCallback(server.url(), List.of(0, 0, 0, 0, 0));
            await().atMost(MAX).until(push::hasClaim);
            int[] recorded = new int[32 + random.nextInt(16)];
            for (int round = 0; round < 2; round++) {
                slow.slowDown(1);
                lane.append(punches(recorded, 1 + random.nextInt(3)));
                await().atMost(MAX).until(() -> slow.left() == 0);
            }
            long all = Arrays.stream(recorded).sum();
            await().atMost(MAX).until(() -> settled(push) == all);
            await().atMost(MAX)
                    .untilAsserted(() -> assertThat(left())
                            .as("lines and sagas left, seed %d", seed)
                            .isZero());
        }
    }

    /** So many more punches of each device. */
    private static List<EventMessage<?>> punches(int[] recorded, int more) {
        List<EventMessage<?>> events = new ArrayList<>();
        for (int i = 0; i < more; i++) {
            IntStream.range(0, recorded.length).forEach(device -> {
                String sn = "D" + device;
                int sequence = recorded[device]++;
                events.add(new GenericDomainEventMessage<>(
                        "Device", Streams.device(sn), sequence, Punches.of(sn + "-" + sequence, sn)));
            });
        }
        return events;
    }

    private static long settled(PushHarness push) {
        return push.said(PunchesDelivered.class).stream()
                        .mapToLong(event -> event.deliveries().size())
                        .sum()
                + push.said(PunchDeliveredLater.class).size()
                + push.said(DeliveryParked.class).size();
    }

    private long left() {
        return JdbcClient.create(database)
                .sql("select (select count(*) from command.push_saga)"
                        + " + (select count(*) from command.push_line where done < handed or held_by is not null)")
                .query(Long.class)
                .single();
    }
}
