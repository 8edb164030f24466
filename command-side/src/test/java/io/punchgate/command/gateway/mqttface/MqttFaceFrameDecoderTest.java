package io.punchgate.command.gateway.mqttface;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.punchgate.api.device.ReportedPunch;
import io.punchgate.command.gateway.DecodedRow;
import io.punchgate.command.gateway.InvalidReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Captured messages, and what is read of them. */
class MqttFaceFrameDecoderTest {

    static final String REC = """
            {"operator":"RecPush","info":{"customId":"EMP10001","personId":"22","RecordID":"389","VerifyStatus":"1",
             "PersonType":"0","similarity1":"94.000000","Sendintime":1,"personName":"..","facesluiceId":"1026700",
             "time":"2024-08-22 13:33:33","isNoMask":"0","PushType":0,"pic":"data:image/jpeg;base64,4AAQ"}}
            """;

    private static FaceMessage.Recorded recorded(String payload) {
        return (FaceMessage.Recorded) MqttFaceFrameDecoder.decode("mqtt/face/1026700/Rec", payload.getBytes(UTF_8));
    }

    private static ReportedPunch punch(String payload) {
        return ((DecodedRow.Punch) recorded(payload).row()).punch();
    }

    @Test
    void givenCapturedRecord_whenDecoded_thenAPunch() {
        assertThat(recorded(REC).id()).isEqualTo("1026700");
        assertThat(recorded(REC).recordId()).isEqualTo(389);
        ReportedPunch punch = punch(REC);
        assertThat(punch.userId()).isEqualTo("EMP10001");
        assertThat(punch.wallClock()).isEqualTo("2024-08-22T13:33:33");
        assertThat(punch.offset()).isNull();
        assertThat(punch.state()).isNull();
        assertThat(punch.input()).isEqualTo("Face");
        assertThat(punch.codes()).isEqualTo(MqttFaceCodes.TABLE);
    }

    @ParameterizedTest
    @CsvSource({
        "'\"Sendintime\":1', '\"Sendintime\":0'",
        "'\"PushType\":0', '\"PushType\":2'",
        "personName, persionName",
        "'\"389\"', 389",
        "'\"VerifyStatus\":\"1\"', '\"VerifyStatus\":1'"
    })
    void givenLateReplayedOrSpelledOtherwise_whenDecoded_thenTheSame(String before, String after) {
        assertThat(recorded(REC.replace(before, after))).isEqualTo(recorded(REC));
    }

    @Test
    void givenNoNumberOfTheOperators_whenDecoded_thenThatOfTheTerminal() {
        assertThat(punch(REC.replace("EMP10001", "")).userId()).isEqualTo("22");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "3"})
    void givenPersonRefusedOrUnknown_whenDecoded_thenNoPunch(String status) {
        assertThat(recorded(REC.replace("\"VerifyStatus\":\"1\"", "\"VerifyStatus\":\"" + status + "\""))
                        .row())
                .isEqualTo(new DecodedRow.NoPunch());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"time\"", "\"VerifyStatus\""})
    void givenFieldMissing_whenDecoded_thenUnreadableWithoutItsPicture(String field) {
        assertThat(recorded(REC.replace(field, "\"x\"")).row())
                .isInstanceOfSatisfying(
                        DecodedRow.Unreadable.class,
                        unreadable -> assertThat(unreadable.raw()).doesNotContain("4AAQ"));
    }

    @ParameterizedTest
    @CsvSource({"Online", "Offline", "HeartBeat"})
    void givenPresence_whenDecoded_thenThat(String operator) {
        String payload = "{\"operator\":\"" + operator + "\",\"info\":{\"facesluiceId\":\"1026700\"}}";
        FaceMessage message = MqttFaceFrameDecoder.decode("mqtt/face/basic", payload.getBytes(UTF_8));
        assertThat(message.getClass().getSimpleName()).isEqualToIgnoringCase(operator);
        assertThat(message.id()).isEqualTo("1026700");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"operator\":\"Online\"}",
                "{\"operator\":\"Online\",\"info\":{\"facesluiceId\":\"a/b\"}}",
                "{\"operator\":\"Dance\",\"info\":{\"facesluiceId\":\"1\"}}"
            })
    void givenNoMessage_whenDecoded_thenRefused(String payload) {
        assertThatThrownBy(() -> MqttFaceFrameDecoder.decode("mqtt/face/basic", payload.getBytes(UTF_8)))
                .isInstanceOf(InvalidReport.class);
        assertThatThrownBy(() -> recorded(REC.replace("RecordID", "x"))).isInstanceOf(InvalidReport.class);
    }
}
