package io.punchgate.command.delivery.callback;

import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.CallbackId;
import io.punchgate.api.delivery.CallbackEvent.CallbackPaused;
import io.punchgate.api.delivery.DeliveryEvent.DeliveryParked;
import io.punchgate.api.delivery.PunchRef;
import java.time.Instant;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.junit.jupiter.api.Test;

class CallbackSnapshotTest {

    private final Serializer serializer = Jackson3Serializer.builder().build();

    @Test
    void givenAPausedCallback_whenKeptAsASnapshot_thenNothingOfItIsLost() {
        Callback callback = new Callback();
        callback.on(new CallbackPaused(CallbackId.ofDefault("acme"), "by the operator", Instant.EPOCH));
        SerializedObject<String> snapshot = serializer.serialize(callback, String.class);
        assertThat(snapshot.getType().getRevision()).isEqualTo("1");
        assertThat(snapshot.getData())
                .contains("\"stream\":\"callback/acme\"", "\"state\":\"PAUSED\"", "\"pausedByOperator\":true");
        Callback restored = serializer.deserialize(snapshot);
        assertThat(serializer.serialize(restored, String.class).getData()).isEqualTo(snapshot.getData());
    }

    @Test
    void givenReportsThatWereStored_whenKeptAsASnapshot_thenTheyAreStillKnown() {
        Callback callback = new Callback();
        PunchRef punch = new PunchRef("p1", "SN1", 1);
        callback.on(new DeliveryParked(
                CallbackId.ofDefault("acme"), punch, 12, false, "the schedule is over", Instant.EPOCH));
        SerializedObject<String> snapshot = serializer.serialize(callback, String.class);
        assertThat(snapshot.getData()).contains("parked p1");
        Callback restored = serializer.deserialize(snapshot);
        assertThat(serializer.serialize(restored, String.class).getData()).isEqualTo(snapshot.getData());
    }
}
