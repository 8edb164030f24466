package io.punchgate.command.delivery.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.punchgate.api.CallbackId;
import io.punchgate.api.delivery.CallbackReply;
import io.punchgate.api.delivery.DeliveryCommand.PlanRetry;
import io.punchgate.api.delivery.PunchRef;
import io.punchgate.command.delivery.claim.Lease;
import io.punchgate.command.delivery.claim.PushClaim;
import io.punchgate.command.delivery.gate.PushThreads;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
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
