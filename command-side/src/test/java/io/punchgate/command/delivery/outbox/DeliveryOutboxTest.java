package io.punchgate.command.delivery.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.punchgate.api.CallbackId;
import io.punchgate.api.delivery.Attempt;
import io.punchgate.api.delivery.CallbackReply;
import io.punchgate.api.delivery.DeliveryCommand.Delivered;
import io.punchgate.api.delivery.DeliveryCommand.PlanRetry;
import io.punchgate.api.delivery.DeliveryCommand.RecordDeliveries;
import io.punchgate.api.delivery.PunchRef;
import io.punchgate.command.delivery.claim.Lease;
import io.punchgate.command.delivery.claim.PushClaim;
import io.punchgate.command.delivery.gate.PushThreads;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.axonframework.commandhandling.AsynchronousCommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class DeliveryOutboxTest {

    private static final String ACME = "acme";

    private final PushThreads threads = new PushThreads(Clock.systemUTC());
    private final AsynchronousCommandBus bus = AsynchronousCommandBus.builder().build();
    private final CommandGateway commands =
            DefaultCommandGateway.builder().commandBus(bus).build();

    @AfterEach
    void close() {
        threads.close();
        bus.shutdown();
    }

    @Test
    void givenManyPunchesThatOneAnswerAcknowledged_whenTold_thenOneCommandTellsOfAll() {
        List<RecordDeliveries> told = new CopyOnWriteArrayList<>();
        var unused = bus.subscribe(RecordDeliveries.class.getName(), command -> {
            told.add((RecordDeliveries) command.getPayload());
            return CallbackReply.DONE;
        });
        Attempt attempt = new Attempt(Instant.EPOCH, 200, 1, null, "");
        List<Delivered> delivered = IntStream.range(0, 100)
                .mapToObj(i -> new Delivered(new PunchRef("p" + i, "SN", i), attempt))
                .toList();
        DeliveryOutbox outbox =
                new DeliveryOutbox(CallbackId.ofDefault(ACME), commands, threads.timer(), new Lease(new PushClaim()));
        outbox.addAcknowledgements(delivered);
        await().atMost(Duration.ofSeconds(10)).until(outbox::isEmpty);
        assertThat(told)
                .singleElement()
                .satisfies(command -> assertThat(command.deliveries()).isEqualTo(delivered));
    }

    @Test
    @Timeout(20)
    void givenNothingIsStored_whenMorePlansComeThanTheOutboxHolds_thenTheThreadOfAllCustomersDoesNotWait() {
        CountDownLatch storeIsBack = new CountDownLatch(1);
        var unused = bus.subscribe(PlanRetry.class.getName(), command -> {
            storeIsBack.await();
            return CallbackReply.DONE;
        });
        DeliveryOutbox outbox =
                new DeliveryOutbox(CallbackId.ofDefault(ACME), commands, threads.timer(), new Lease(new PushClaim()));
        for (int i = 0; i < 2 * DeliveryOutbox.ENTRIES_MAX; i++) {
            outbox.addWithoutWaiting(
                    new PlanRetry(CallbackId.ofDefault(ACME), new PunchRef("p" + i, "SN", i), 1, Instant.EPOCH, ""));
        }
        assertThat(outbox.isEmpty()).isFalse();
        storeIsBack.countDown();
        await().atMost(Duration.ofSeconds(10)).until(outbox::isEmpty);
    }
}
