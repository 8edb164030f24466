package io.punchgate.command.delivery.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.punchgate.api.CallbackId;
import io.punchgate.api.customer.CallbackFormat;
import io.punchgate.api.delivery.DeliveryCommand.PauseCallback;
import io.punchgate.api.delivery.DeliveryCommand.ResumeCallback;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.api.device.PunchType;
import io.punchgate.api.device.PushedEvent;
import io.punchgate.command.delivery.CutCable;
import io.punchgate.command.delivery.JumpingClock;
import io.punchgate.command.delivery.Punches;
import io.punchgate.runtime.BesideOthers;
import io.punchgate.runtime.TestDatabase;
import io.punchgate.runtime.sql.Migrations;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * The whole push to three callbacks, each in a format of its own, under random punches, corrections, answers, pauses, stops, kills
 * and clock jumps: everything that a callback wants is delivered to it or parked, nothing of a device overtakes, repeats are
 * bounded by what a kill interrupts, and nothing is left behind.
 */
@BesideOthers
class PushChaosTest {

    private static final Duration MAX = Duration.ofSeconds(40);
    private static final List<String> DEVICES = List.of("A", "B", "C");
    private static final List<Integer> AT_ONCE = List.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    private static final int ROUNDS = 60;
    private static final int KILLS = 2;

    private final EventStorageEngine log = new InMemoryEventStorageEngine(1);
    private final DriverManagerDataSource database = new DriverManagerDataSource(TestDatabase.freshUrl());
    private final JumpingClock clock = new JumpingClock();
    private final List<ChaosCallback> callbacks = List.of(
            new ChaosCallback(CallbackId.DEFAULT_NAME, CallbackFormat.REALTIME),
            new ChaosCallback("erp", CallbackFormat.CLOUDEVENTS_BATCH),
            new ChaosCallback("hr", CallbackFormat.STANDARD_WEBHOOKS));
    private final List<PushHarness> past = new ArrayList<>();
    /** The punches and corrections of each device, in order. */
    private final List<List<PushedEvent>> recorded = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());

    private int corrections;
    private CutCable cable = new CutCable();
    private PushHarness push;

    PushChaosTest() {
        Migrations.migrate(database, "log");
        Migrations.migrate(database, "command");
        push = next();
        callbacks.forEach(callback -> push.setCallback(callback.set(AT_ONCE)));
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
        callbacks.forEach(ChaosCallback::close);
    }

    @ParameterizedTest
    @ValueSource(longs = {20_261, 20_262})
    void givenAnySequence_whenItIsOver_thenEachPunchIsDeliveredOrParkedInOrder(long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        callbacks.forEach(callback -> callback.answerAtRandom(random.split()));
        for (int round = 0; round < ROUNDS; round++) {
            step(random);
            if ((round + 1) % (ROUNDS / KILLS) == 0) {
                push.kill(cable);
                past.add(push);
                push = next();
            }
        }
        callbacks.forEach(ChaosCallback::answerDone);
        await().atMost(MAX).pollInterval(Duration.ofMillis(200)).until(() -> {
            callbacks.forEach(callback -> push.say(new ResumeCallback(callback.id(), clock.instant())));
            return callbacks.stream()
                    .allMatch(callback -> callback.settled(push).size() == wanted(callback));
        });
        for (ChaosCallback callback : callbacks) {
            for (List<PushedEvent> ofDevice : recorded) {
                assertThat(callback.firstTimes(ofDevice))
                        .as("order, %s, seed %d", callback.id(), seed)
                        .isEqualTo(callback.expected(ofDevice));
            }
            assertThat(callback.requestsAfterAcknowledgement())
                    .as("repeats, %s, seed %d", callback.id(), seed)
                    .isLessThanOrEqualTo(KILLS * 16);
        }
        await().atMost(MAX).until(() -> left() == 0);
    }

    private long wanted(ChaosCallback callback) {
        return recorded.stream()
                .mapToLong(ofDevice -> callback.expected(ofDevice).size())
                .sum();
    }

    private void step(SplittableRandom random) throws IOException {
        int device = random.nextInt(DEVICES.size());
        List<PushedEvent> ofDevice = recorded.get(device);
        for (int i = random.nextInt(5); i > 0; i--) {
            ofDevice.add(push.punch(DEVICES.get(device), DEVICES.get(device) + ofDevice.size()));
        }
        if (random.nextInt(3) == 0 && !ofDevice.isEmpty() && ofDevice.getLast() instanceof PunchRecorded punch) {
            ofDevice.add(push.punch(Punches.correction("c" + corrections++, punch, PunchType.CheckOut)));
        }
        CallbackId callback = callbacks.get(random.nextInt(callbacks.size())).id();
        switch (random.nextInt(12)) {
            case 0 -> push.say(new PauseCallback(callback, "by the operator", clock.instant()));
            case 1, 2, 3 -> push.say(new ResumeCallback(callback, clock.instant()));
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
        List<ChaosCallback.Sent> sent = callbacks.getFirst().sent();
        int before = sent.size();
        Instant until = Instant.now().plusMillis(150);
        await().atMost(MAX)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> sent.size() > before + 3 || Instant.now().isAfter(until));
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
