package io.punchgate.command.delivery.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.customer.CallbackFormat;
import io.punchgate.api.delivery.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AckRuleTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"status\":\"done\"}",
                "{\"Status\":\"OK\"}",
                "{\"STATUS\": \" Done \", \"message\":\"Duplicate punch\"}",
                "{\"status\":\"done\",\"message\":\"Employee not found\"}",
                "done",
                " OK\r\n",
                "\"ok\"",
                "\uFEFF{\"status\":\"ok\"}",
                "\uFEFFdone"
            })
    void givenAnAcknowledgingBody_whenTheStatusIs200Or201_thenItAcknowledges(String body) {
        assertThat(AckRule.judge(CallbackFormat.REALTIME, 200, body)).isNull();
        assertThat(AckRule.judge(CallbackFormat.REALTIME, 201, body)).isNull();
        assertThat(AckRule.judge(CallbackFormat.REALTIME, 202, body)).isEqualTo(Verdict.UNREACHABLE);
        assertThat(AckRule.judge(CallbackFormat.REALTIME, 403, body)).isEqualTo(Verdict.UNREACHABLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "{\"status\":\"error\",\"message\":\"Invalid auth token\"}",
                "{\"status\":1}",
                "{\"data\":{\"status\":\"done\"}}",
                "[\"done\"]",
                "<html>done</html>",
                "not done",
                "{\"status\":\"done\"",
                "null"
            })
    void givenAnyOtherBody_whenTheStatusIs200_thenThePunchIsRejected(String body) {
        assertThat(AckRule.judge(CallbackFormat.REALTIME, 200, body)).isEqualTo(Verdict.REJECTED);
    }

    @ParameterizedTest
    @CsvSource({
        "400,REJECTED",
        "409,REJECTED",
        "413,REJECTED",
        "422,REJECTED",
        "410,GONE",
        "301,UNREACHABLE",
        "204,UNREACHABLE",
        "401,UNREACHABLE",
        "404,UNREACHABLE",
        "429,UNREACHABLE",
        "500,UNREACHABLE",
        "503,UNREACHABLE"
    })
    void givenAStatus_whenTheBodySaysDone_thenTheStatusDecides(int status, Verdict verdict) {
        assertThat(AckRule.judge(CallbackFormat.REALTIME, status, "done")).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({"200,", "202,", "204,", "299,", "301,UNREACHABLE", "403,UNREACHABLE", "410,GONE", "422,REJECTED"})
    void givenAnotherFormat_whenAnyAnswerComes_thenItsStatusAloneDecides(int status, @Nullable Verdict verdict) {
        for (CallbackFormat format : List.of(CallbackFormat.CLOUDEVENTS, CallbackFormat.STANDARD_WEBHOOKS)) {
            assertThat(AckRule.judge(format, status, "{\"status\":\"error\"}")).isEqualTo(verdict);
        }
    }
}
