package io.punchgate.query.delivery.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.CallbackId;
import io.punchgate.api.delivery.CallbackEvent.CallbackFailing;
import io.punchgate.api.delivery.DeliveryEvent.DeliveryRetryPlanned;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The next attempt of a callback does not depend on how its events are cut into batches. */
class CallbackChangesTest {

    private static final CallbackId ACME = CallbackId.ofDefault("acme");
    private static final Instant AT = Instant.parse("2026-06-21T04:00:00Z");
    private static final DeliveryRetryPlanned RETRY =
            new DeliveryRetryPlanned("acme", null, "SN1", "p-1", 1, AT.plusSeconds(5), "503");
    private static final CallbackFailing FAILING =
            new CallbackFailing(CallbackId.ofDefault("acme"), "503", AT.plusSeconds(60), AT);

    private final CallbackChanges changes = new CallbackChanges();

    @Test
    void givenARetryPlannedBeforeTheCallbackFails_whenBothAreInABatch_thenTheProbeIsTheNextAttempt() {
        changes.retryPlanned(RETRY);
        changes.changed(FAILING);

        assertThat(changes.retries()).isEmpty();
        assertThat(changes.callbacks()).containsEntry(ACME, FAILING);
    }

    @Test
    void givenARetryPlannedAfterTheCallbackFails_whenBothAreInABatch_thenTheRetryIsTheNextAttempt() {
        changes.changed(FAILING);
        changes.retryPlanned(RETRY);

        assertThat(changes.retries()).containsEntry(ACME, RETRY.nextAttemptAt());
    }
}
