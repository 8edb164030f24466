package io.punchgate.command.delivery.saga;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Sagas and deadlines that wait in the database of an older version are still understood. */
class SagaSerializerTest {

    private static final String STORED_SAGA = """
            {"alarm":{"scheduled":"d-1","turn":3},"begun":true,"customerId":"acme",\
            "parking":{"rejected":false,"reason":""},"phase":"ATTEMPTING",\
            "punch":{"punchId":"p-1","sn":"GATE-1","sequence":7},\
            "tally":{"attempts":2,"rejected":1,"unreachable":1}}""";

    private final SagaSerializer serializer = SagaSerializer.create();

    @Test
    void givenASagaAsItWasStoredAtFirst_whenReadAndWritten_thenNothingOfItChanges() {
        Object saga = serializer.deserialize(stored(STORED_SAGA, "io.punchgate.command.push.saga.DeliverySaga", "1"));
        SerializedObject<byte[]> written = serializer.serialize(saga, byte[].class);

        assertThat(saga).isInstanceOf(DeliverySaga.class);
        assertThat(new String(written.getData(), UTF_8)).isEqualTo(STORED_SAGA);
        assertThat(written.getType().getName()).isEqualTo("io.punchgate.command.push.saga.DeliverySaga");
        assertThat(written.getType().getRevision()).isEqualTo("1");
    }

    @Test
    void givenADeadlineAsItWasStoredAtFirst_whenRead_thenItTellsItsTurn() {
        Object due = serializer.deserialize(stored("{\"turn\":4}", "io.punchgate.command.push.saga.Due", null));

        assertThat(due).isEqualTo(new Due(4));
        assertThat(serializer.typeForClass(Due.class).getName()).isEqualTo("io.punchgate.command.push.saga.Due");
    }

    private static SerializedObject<byte[]> stored(String json, String type, @Nullable String revision) {
        return new SimpleSerializedObject<>(json.getBytes(UTF_8), byte[].class, type, revision);
    }
}
