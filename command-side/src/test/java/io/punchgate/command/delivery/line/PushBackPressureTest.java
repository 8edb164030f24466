package io.punchgate.command.delivery.line;

import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.CallbackId;
import io.punchgate.api.customer.CallbackWants;
import io.punchgate.api.delivery.CallbackState;
import io.punchgate.command.delivery.Punches;
import io.punchgate.command.delivery.claim.Lease;
import io.punchgate.command.delivery.claim.PushClaim;
import io.punchgate.command.delivery.gate.CallbackGate;
import io.punchgate.command.delivery.gate.PushThreads;
import io.punchgate.command.delivery.outbox.Backlog;
import io.punchgate.command.delivery.outbox.CallbackPush;
import io.punchgate.command.delivery.outbox.DeliveryOutbox;
import io.punchgate.command.delivery.store.CallbackFacts;
import io.punchgate.command.delivery.store.LineKey;
import io.punchgate.command.delivery.store.LineRow;
import io.punchgate.command.delivery.store.QueuedPunch;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PushBackPressureTest {

    private static final LineKey KEY = new LineKey(CallbackId.ofDefault("acme"), "SN1");

    private final PushThreads threads = new PushThreads(Clock.systemUTC());
    private final CommandGateway commands = DefaultCommandGateway.builder()
            .commandBus(SimpleCommandBus.builder().build())
            .build();
    private final PushClaim claim = new PushClaim(Duration.ofMinutes(5), Duration.ofMinutes(5));
    private final Backlog backlog = new Backlog();
    private final DeviceLine line = new DeviceLine(LineRow.startingAfter(KEY, 0), CallbackWants.ALL_PUNCHES, backlog);
    private final List<CallbackPush> customers = new ArrayList<>();
    private final PushBackPressure backPressure = new PushBackPressure();

    @AfterEach
    void close() {
        threads.close();
    }

    @Test
    void givenAServerThatAnswersSoon_whenTooManyPunchesWait_thenThePushIsLateUntilTheyAreAcknowledged() {
        customer(CallbackState.OPEN);
        backlog.answeredWithin(Backlog.SOON_MILLIS);
        hand(PushBackPressure.PUNCHES_MAX);
        assertThat(backPressure.isLate()).isFalse();

        hand(PushBackPressure.PUNCHES_MAX + 1);
        assertThat(backPressure.isLate()).isTrue();

        line.queue();
        line.acknowledged(1);
        assertThat(backPressure.isLate()).isFalse();
    }

    @Test
    void givenAServerThatTakesItsTime_whenManyPunchesWait_thenNobodyWaitsForIt() {
        customer(CallbackState.OPEN);
        hand(2 * PushBackPressure.PUNCHES_MAX);
        assertThat(backPressure.isLate()).isFalse();

        for (int i = 0; i < 2 * Backlog.WINDOW; i++) {
            backlog.answeredWithin(Backlog.SOON_MILLIS + 1);
        }
        assertThat(backPressure.isLate()).isFalse();
    }

    @Test
    void givenACallbackThatIsClosed_whenManyPunchesWait_thenNobodyWaitsForIt() {
        customer(CallbackState.PROBING);
        backlog.answeredWithin(1);
        hand(2 * PushBackPressure.PUNCHES_MAX);

        assertThat(backPressure.isLate()).isFalse();
    }

    @Test
    void givenAProcessThatPushesNoLonger_whenManyPunchesWait_thenNobodyWaitsForIt() {
        customer(CallbackState.OPEN);
        backlog.answeredWithin(1);
        hand(2 * PushBackPressure.PUNCHES_MAX);
        assertThat(backPressure.isLate()).isTrue();

        claim.lost();
        assertThat(backPressure.isLate()).isFalse();
    }

    @Test
    void givenALineWhoseHeadIsRetried_whenManyPunchesWaitBehindIt_thenNobodyWaitsForThem() {
        customer(CallbackState.OPEN);
        backlog.answeredWithin(1);
        hand(2 * PushBackPressure.PUNCHES_MAX);
        line.queue();
        assertThat(line.hold(1, "punch-1")).isTrue();
        assertThat(backPressure.isLate()).isFalse();

        line.recordSettled(1, "punch-1");
        assertThat(backPressure.isLate()).isTrue();
    }

    private void customer(CallbackState state) {
        CallbackFacts facts =
                CallbackFacts.unknown(CallbackId.ofDefault("acme")).in(state, false);
        claim.confirmed(System.nanoTime());
        Lease lease = new Lease(claim);
        lease.begin();
        DeliveryOutbox outbox = new DeliveryOutbox(CallbackId.ofDefault("acme"), commands, threads.timer(), lease);
        customers.add(new CallbackPush(
                CallbackId.ofDefault("acme"), new CallbackGate(facts, threads, lease), outbox, backlog));
        backPressure.watch(customers);
    }

    private void hand(long upTo) {
        line.hand(new QueuedPunch(upTo, Punches.of("punch-" + upTo, KEY.sn())));
    }
}
