package io.punchgate.command.delivery.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.punchgate.api.CallbackId;
import io.punchgate.api.delivery.DeliveryCommand.PauseCallback;
import io.punchgate.api.delivery.DeliveryCommand.ResumeCallback;
import io.punchgate.api.delivery.DeliveryEvent.DeliveryParked;
import io.punchgate.api.delivery.DeliveryEvent.PunchDeliveredLater;
import io.punchgate.api.delivery.DeliveryEvent.PunchesDelivered;
import io.punchgate.command.delivery.CustomerServer;
import io.punchgate.command.delivery.CustomerServer.Reply;
import io.punchgate.command.delivery.CutCable;
import io.punchgate.command.delivery.JumpingClock;
import io.punchgate.runtime.BesideOthers;
import io.punchgate.runtime.TestDatabase;
import io.punchgate.runtime.sql.Migrations;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * The whole push under random punches, answers, pauses, stops, kills and clock jumps: every punch is delivered or parked, no
 * device's punches overtake each other, repeats are bounded by what a kill interrupts, and nothing is left behind.
 */
@BesideOthers
class PushChaosTest {

    private static final Duration MAX = Duration.ofSeconds(40);
    private static final List<String> DEVICES = List.of("A", "B", "C");
    private static final List<Integer> AT_ONCE = List.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    private static final int ROUNDS = 60;
    private static final int KILLS = 2;

    private record Sent(String id, boolean acknowledged) {}

    private final EventStorageEngine log = new InMemoryEventStorageEngine(1);
    private final DriverManagerDataSource database = new DriverManagerDataSource(TestDatabase.freshUrl());
    private final CustomerServer server = new CustomerServer();
    private final JumpingClock clock = new JumpingClock();
    private final List<Sent> sent = new CopyOnWriteArrayList<>();
    private final List<PushHarness> past = new ArrayList<>();
    private final int[] recorded = new int[DEVICES.size()];
    private CutCable cable = new CutCable();
    private PushHarness push;

    PushChaosTest() {
        Migrations.migrate(database, "log");
        Migrations.migrate(database, "command");
        push = next();
        push.setCallback(server.url(), AT_ONCE);
    }

    private PushHarness next() {
        cable = new CutCable();
        return new PushHarness(cable.to(database), cable.to(log), clock);
    }

    @AfterEach
    void end() throws IOException {
        push.close();
        for (PushHarness each : past) {
            each.close();
        }
        server.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {20_261, 20_262})
    void givenAnySequence_whenItIsOver_thenEachPunchIsDeliveredOrParkedInOrder(long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        answerAtRandom(random.split());
        for (int round = 0; round < ROUNDS; round++) {
            step(random);
            if ((round + 1) % (ROUNDS / KILLS) == 0) {
                push.kill(cable);
                past.add(push);
                push = next();
            }
        }
        server.answer(request -> noted(request.webhookId(), Reply.DONE));
        await().atMost(MAX).pollInterval(Duration.ofMillis(200)).until(() -> {
            push.say(new ResumeCallback(CallbackId.ofDefault(PushHarness.ACME), clock.instant()));
            return settled().size()
                    == Stream.of(0, 1, 2).mapToInt(d -> recorded[d]).sum();
        });
        for (int device = 0; device < DEVICES.size(); device++) {
            assertThat(firstTimes(device)).as("order, seed %d", seed).isEqualTo(expected(device));
        }
        assertThat(repeatsAfterAcknowledgement()).as("repeats, seed %d", seed).isLessThanOrEqualTo(KILLS * 16);
        await().atMost(MAX).until(() -> left() == 0);
    }

    private void step(SplittableRandom random) throws IOException {
        int device = random.nextInt(DEVICES.size());
        for (int i = random.nextInt(5); i > 0; i--) {
            push.punch(DEVICES.get(device), DEVICES.get(device) + recorded[device]++);
        }
        switch (random.nextInt(12)) {
            case 0 ->
                push.say(new PauseCallback(CallbackId.ofDefault(PushHarness.ACME), "by the operator", clock.instant()));
            case 1, 2, 3 -> push.say(new ResumeCallback(CallbackId.ofDefault(PushHarness.ACME), clock.instant()));
            case 4 -> clock.jump(Duration.ofMinutes(random.nextInt(120)));
            case 5 -> clock.jump(Duration.ofMillis(-random.nextInt(300)));
            case 6 -> {
                push.close();
                push = next();
            }
            default -> letItRun();
        }
    }

    private void letItRun() {
        int before = sent.size();
        Instant until = Instant.now().plusMillis(150);
        await().atMost(MAX)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> sent.size() > before + 3 || Instant.now().isAfter(until));
    }

    private void answerAtRandom(SplittableRandom random) {
        server.answer(request -> {
            int dice;
            synchronized (random) {
                dice = random.nextInt(100);
            }
            Reply reply = dice < 75
                    ? Reply.DONE
                    : dice < 87
                            ? new Reply(503, "busy")
                            : dice < 93
                                    ? new Reply(400, "no")
                                    : dice < 98 ? new Reply(200, "") : new Reply(410, "gone");
            return noted(request.webhookId(), reply);
        });
    }

    private Reply noted(String id, Reply reply) {
        sent.add(new Sent(id, reply.equals(Reply.DONE)));
        return reply;
    }

    private List<String> expected(int device) {
        return PushStage.ids(DEVICES.get(device), recorded[device]);
    }

    private List<String> firstTimes(int device) {
        Set<String> mine = new HashSet<>(expected(device));
        return sent.stream().map(Sent::id).filter(mine::contains).distinct().toList();
    }

    private Set<String> settled() {
        Set<String> ids = new HashSet<>();
        push.said(PunchesDelivered.class)
                .forEach(e -> e.deliveries().forEach(d -> ids.add(d.punch().punchId())));
        push.said(PunchDeliveredLater.class).forEach(e -> ids.add(e.punchId()));
        push.said(DeliveryParked.class).forEach(e -> ids.add(e.punchId()));
        return ids;
    }

    private long repeatsAfterAcknowledgement() {
        Set<String> known = new HashSet<>();
        long repeats = 0;
        for (Sent each : sent) {
            repeats += known.contains(each.id()) ? 1 : 0;
            if (each.acknowledged()) {
                known.add(each.id());
            }
        }
        return repeats;
    }

    /** Sagas, their associations, and lines with something to do. */
    private long left() {
        return JdbcClient.create(database)
                .sql("select (select count(*) from command.push_saga)"
                        + " + (select count(*) from command.push_saga_association)"
                        + " + (select count(*) from command.push_line where done < handed or held_by is not null)")
                .query(Long.class)
                .single();
    }
}
