package io.punchgate.command.delivery.webhook;

import io.punchgate.api.delivery.Attempt;
import io.punchgate.api.delivery.OperationId;
import io.punchgate.command.delivery.claim.PushProgress;
import io.punchgate.command.delivery.store.CallbackFacts;
import io.punchgate.command.delivery.store.DeviceStore;
import io.punchgate.command.delivery.store.PushStore;
import java.time.Duration;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Sends a test without asking the gate, as one of the customer's devices if it has any. */
@Component
class TestPing implements CallbackTester {

    /** The test waits so long until a callback that was set a moment ago is known here. */
    private static final Duration KNOWN_MAX = Duration.ofSeconds(2);

    private final PushStore store;
    private final DeviceStore devices;
    private final PushSender sender;
    private final PushProgress progress;

    TestPing(PushStore store, DeviceStore devices, PushSender sender, PushProgress progress) {
        this.store = store;
        this.devices = devices;
        this.sender = sender;
        this.progress = progress;
    }

    @Override
    public TestOutcome test(String customerId) {
        progress.await(KNOWN_MAX);
        CallbackFacts facts = store.callback(customerId);
        // A receiver that remembers operation ids must not take the second test for the first.
        String operationId = OperationId.of("test-" + UUID.randomUUID());
        Outcome outcome =
                sender.ping(operationId, facts, devices.any(customerId).orElse(null));
        Attempt attempt = outcome.attempt();
        return new TestOutcome(
                outcome instanceof Outcome.Acknowledged,
                attempt.statusCode(),
                attempt.latencyMillis(),
                attempt.excerpt(),
                attempt.error());
    }
}
