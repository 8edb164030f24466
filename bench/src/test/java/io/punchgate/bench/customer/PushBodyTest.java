package io.punchgate.bench.customer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PushBodyTest {

    private final List<ReceivedPunch> received = new ArrayList<>();

    @Test
    void givenARealTime_whenRead_thenItIsOnePunch() {
        PushBody.read(
                "{\"RealTime\":{\"OperationID\":\"abc\",\"LabelName\":\"Gate\",\"SerialNumber\":\"push-1\","
                        + "\"PunchLog\":{\"Type\":\"CheckIn\",\"UserId\":\"7\"},\"AuthToken\":\"\"}}",
                5,
                received::add);

        assertThat(received).containsExactly(new ReceivedPunch("abc", "push-1", "7", 5));
    }

    @Test
    void givenACloudEvent_whenRead_thenItsIdIsThatOfTheOperation() {
        PushBody.read(event("abc", "Gate", "7"), 5, received::add);

        assertThat(received).containsExactly(new ReceivedPunch("abc", "push-1", "7", 5));
    }

    @Test
    void givenABatch_whenRead_thenItIsItsEventsInTheirOrder() {
        String strange = "}\\\"{]\\\\";

        PushBody.read(
                "[" + event("a", strange, "7") + "," + event("b", "Gate", "8") + ",\n " + event("c", "{", "9") + "]",
                5,
                received::add);

        assertThat(received)
                .containsExactly(
                        new ReceivedPunch("a", "push-1", "7", 5),
                        new ReceivedPunch("b", "push-1", "8", 5),
                        new ReceivedPunch("c", "push-1", "9", 5));
    }

    private static String event(String id, String label, String user) {
        return "{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"/devices/push-1\",\"data\":{\"id\":\"p%s\",\"sn\":\"push-1\",\"label\":\"%s\",\"user_id\":\"%s\"}}"
                .formatted(id, id, label, user);
    }
}
