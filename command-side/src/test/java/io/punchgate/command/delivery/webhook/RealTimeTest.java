package io.punchgate.command.delivery.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.delivery.OperationId;
import io.punchgate.command.delivery.Punches;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RealTimeTest {

    private static final Instant SENT = Instant.parse("2026-06-21T04:00:01.789Z");
    private static final String TOKEN = "0123456789abcdefghijABCDEFGHIJ01";

    @Test
    void givenAPunch_whenWritten_thenTheBodyIsTheContracts() {
        String id = OperationId.of("p1");
        assertThat(RealTime.body(Punches.plain("p1"), OperationId.of("p1"), TOKEN, SENT))
                .isEqualTo("""
                {"RealTime":{"OperationID":"%s","LabelName":"Main Gate","SerialNumber":"SN7A2300583",\
                "PunchLog":{"Type":"CheckIn","InputType":"Others","UserId":"1001",\
                "LogTime":"2026-06-21 09:30:00 GMT +0530"},"AuthToken":"%s","Time":"2026-06-21 04:00:01 GMT +0000"}}\
                """.formatted(id, TOKEN));
    }

    @Test
    void givenTemperatureAndMask_whenWritten_thenTheyAreATextAndABoolean() {
        assertThat(RealTime.body(Punches.withFever("p1", 36.8, false), OperationId.of("p1"), TOKEN, SENT))
                .contains("\"PunchLog\":{\"Type\":\"CheckIn\",\"Temperature\":\"36.8\",\"FaceMask\":false,\"Input");
        assertThat(RealTime.body(Punches.withFever("p1", 37, true), OperationId.of("p1"), TOKEN, SENT))
                .contains("\"Temperature\":\"37.0\",\"FaceMask\":true");
        assertThat(RealTime.body(Punches.withFever("p1", 36.65, true), OperationId.of("p1"), TOKEN, SENT))
                .contains("\"Temperature\":\"36.65\"");
    }

    @Test
    void givenNoType_whenWritten_thenTheAssumedOneIsPushed() {
        assertThat(RealTime.body(Punches.untyped("p1"), OperationId.of("p1"), TOKEN, SENT))
                .contains("\"Type\":\"CheckOut\"");
    }

    @Test
    void givenATest_whenWritten_thenItHasNoPunch() {
        assertThat(RealTime.ping("abcdefghijkl", "SN1", TOKEN, SENT))
                .isEqualTo("{\"RealTime\":{\"OperationID\":\"abcdefghijkl\",\"SerialNumber\":\"SN1\",\"AuthToken\":\""
                        + TOKEN + "\",\"Time\":\"2026-06-21 04:00:01 GMT +0000\"}}");
    }
}
