package io.punchgate.command.delivery.line;

import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.delivery.CallbackState;
import io.punchgate.command.delivery.Punches;
import io.punchgate.command.delivery.claim.PushClaim;
import io.punchgate.command.delivery.claim.Tenure;
import io.punchgate.command.delivery.gate.CallbackGate;
import io.punchgate.command.delivery.gate.PushThreads;
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

class BacklogsTest {

    private static final LineKey KEY = new LineKey("acme", "SN1");

    private final PushThreads threads = new PushThreads(Clock.systemUTC());
    private final CommandGateway commands = DefaultCommandGateway.builder()
            .commandBus(SimpleCommandBus.builder().build())
            .build();
    private final PushClaim claim = new PushClaim(Duration.ofMinutes(5), Duration.ofMinutes(5));
    private final Backlog backlog = new Backlog();
    private final DeviceLine line = new DeviceLine(new LineRow(KEY, 0, 0, null), backlog);
    private final List<CustomerPush> customers = new ArrayList<>();
    private final Backlogs backlogs = new Backlogs();

    @AfterEach
    void close() {
        threads.close();
    }

    @Test
    void givenAServerThatAnswersSoon_whenTooManyPunchesWait_thenThePushIsLateUntilTheyAreAcknowledged() {
        customer(CallbackState.OPEN);
        backlog.answeredWithin(Backlog.SOON_MILLIS);
        hand(Backlogs.PUNCHES_MAX);
        assertThat(backlogs.isLate()).isFalse();

        hand(Backlogs.PUNCHES_MAX + 1);
        assertThat(backlogs.isLate()).isTrue();

        line.queue();
        line.acknowledged(1);
        assertThat(backlogs.isLate()).isFalse();
    }

    @Test
    void givenAServerThatTakesItsTime_whenManyPunchesWait_thenNobodyWaitsForIt() {
        customer(CallbackState.OPEN);
        hand(2 * Backlogs.PUNCHES_MAX);
        assertThat(backlogs.isLate()).isFalse();

        for (int i = 0; i < 2 * Backlog.WINDOW; i++) {
            backlog.answeredWithin(Backlog.SOON_MILLIS + 1);
        }
        assertThat(backlogs.isLate()).isFalse();
    }

    @Test
    void givenACallbackThatIsClosed_whenManyPunchesWait_thenNobodyWaitsForIt() {
        customer(CallbackState.PROBING);
        backlog.answeredWithin(1);
        hand(2 * Backlogs.PUNCHES_MAX);

        assertThat(backlogs.isLate()).isFalse();
    }

    @Test
    void givenAProcessThatPushesNoLonger_whenManyPunchesWait_thenNobodyWaitsForIt() {
        customer(CallbackState.OPEN);
        backlog.answeredWithin(1);
        hand(2 * Backlogs.PUNCHES_MAX);
        assertThat(backlogs.isLate()).isTrue();

        claim.lost();
        assertThat(backlogs.isLate()).isFalse();
    }

    @Test
    void givenALineWhoseHeadIsRetried_whenManyPunchesWaitBehindIt_thenNobodyWaitsForThem() {
        customer(CallbackState.OPEN);
        backlog.answeredWithin(1);
        hand(2 * Backlogs.PUNCHES_MAX);
        line.queue();
        assertThat(line.hold(1, "punch-1")).isTrue();
        assertThat(backlogs.isLate()).isFalse();

        line.recordSettled(1, "punch-1");
        assertThat(backlogs.isLate()).isTrue();
    }

    private void customer(CallbackState state) {
        CallbackFacts facts = CallbackFacts.unknown("acme").in(state, false);
        claim.confirmed(System.nanoTime());
        Tenure tenure = new Tenure(claim);
        tenure.begin();
        DeliveryLedger ledger = new DeliveryLedger("acme", commands, threads.timer(), tenure);
        customers.add(new CustomerPush("acme", new CallbackGate(facts, threads, tenure), ledger, backlog));
        backlogs.watch(customers);
    }

    private void hand(long upTo) {
        line.hand(new QueuedPunch(upTo, Punches.of("punch-" + upTo, KEY.sn())));
    }
}
