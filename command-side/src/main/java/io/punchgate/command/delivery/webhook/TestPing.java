package io.punchgate.command.delivery.webhook;

import io.punchgate.api.CallbackId;
import io.punchgate.api.delivery.Attempt;
import io.punchgate.api.delivery.OperationId;
import io.punchgate.command.delivery.claim.PushProgress;
import io.punchgate.command.delivery.store.CallbackFacts;
import io.punchgate.command.delivery.store.CallbackStore;
import io.punchgate.command.delivery.store.DeviceStore;
import java.time.Duration;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Sends a test without asking the gate, as one of the customer's devices if it has any. */
@Component
class TestPing implements CallbackTester {

    /** The test waits so long until a callback that was set a moment ago is known here. */
    private static final Duration KNOWN_MAX = Duration.ofSeconds(2);

    private final CallbackStore store;
    private final DeviceStore devices;
    private final PushSender sender;
    private final PushProgress progress;

    TestPing(CallbackStore store, DeviceStore devices, PushSender sender, PushProgress progress) {
        this.store = store;
        this.devices = devices;
        this.sender = sender;
        this.progress = progress;
    }

    @Override
    public TestOutcome test(CallbackId callback) {
        progress.await(KNOWN_MAX);
        CallbackFacts facts = store.find(callback);
        // A receiver that remembers operation ids must not take the second test for the first.
        String operationId = OperationId.of("test-" + UUID.randomUUID());
        Outcome outcome = sender.ping(
                operationId, facts, devices.any(callback.customerId()).orElse(null));
        Attempt attempt = outcome.attempt();
        return new TestOutcome(
                outcome instanceof Outcome.Acknowledged,
                attempt.statusCode(),
                attempt.latencyMillis(),
                attempt.excerpt(),
                attempt.error());
    }
}
