package io.punchgate.command.gateway.aiface;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.punchgate.api.device.ReportedPunch;
import io.punchgate.command.gateway.DecodedRow;
import io.punchgate.command.gateway.InvalidReport;
import java.nio.charset.Charset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Captured messages, and what is read of them. */
class AiFaceFrameDecoderTest {

    private static final String REG = """
            {"cmd":"reg","sn":"ZX0006827500","cpusn":"123456789","devinfo":{"modelname":"tfs30","usersize":3000,
             "logsize":100000,"usedlog":100000,"usednewlog":5000,"fpalgo":"thbio3.0","firmware":"th600w v6.1",
             "time":"2016-03-25 13:49:30","mac":"00-01-A9-01-00-01"}}
            """;
    private static final String SENDLOG = """
            {"cmd":"sendlog","sn":"AYTG04073202","count":1,"logindex":0,"record":[
             {"enrollid":1,"name":"..","time":"2026-07-13 03:16:36","mode":8,"inout":0,"event":0}]}
            """;

    private static TerminalMessage decode(String message) {
        return AiFaceFrameDecoder.decode(message.getBytes(UTF_8));
    }

    private static TerminalMessage.Log log(String message) {
        return (TerminalMessage.Log) decode(message);
    }

    private static DecodedRow row(String record) {
        return log("{\"cmd\":\"sendlog\",\"record\":[" + record + "]}").rows().getFirst();
    }

    @Test
    void givenCapturedRegistration_whenDecoded_thenItsSerialNumber() {
        assertThat(decode(REG)).isEqualTo(new TerminalMessage.Registration("ZX0006827500"));
    }

    @Test
    void givenCapturedLog_whenDecoded_thenAPunch() {
        TerminalMessage.Log log = log(SENDLOG);
        assertThat(log.sn()).isEqualTo("AYTG04073202");
        assertThat(log.logIndex()).isEqualTo(0);
        assertThat(log.asked()).isFalse();
        ReportedPunch punch = ((DecodedRow.Punch) log.rows().getFirst()).punch();
        assertThat(punch.userId()).isEqualTo("1");
        assertThat(punch.wallClock()).isEqualTo("2026-07-13T03:16:36");
        assertThat(punch.offset()).isNull();
        assertThat(punch.attTimeRaw()).isEqualTo("2026-07-13 03:16:36");
        assertThat(punch.state()).isEqualTo("0");
        assertThat(punch.input()).isEqualTo("8");
        assertThat(punch.codes()).isEqualTo(AiFaceCodes.TABLE);
    }

    @Test
    void givenNumberOfAUserWithAFraction_whenDecoded_thenWithoutItWhereItIsZero() {
        String record = "{\"enrollid\":1001.0,\"time\":\"2026-07-13 03:16:36\",\"inout\":1.0,\"event\":0.0}";
        ReportedPunch punch = ((DecodedRow.Punch) row(record)).punch();
        assertThat(punch.userId()).isEqualTo("1001");
        assertThat(punch.state()).isEqualTo("1");
        assertThat(((DecodedRow.Punch) row(record.replace("1001.0", "1.5")))
                        .punch()
                        .userId())
                .isEqualTo("1.5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ret", "cmd"})
    void givenPageThatWasAskedFor_whenFirmwareSaysRetOrCmd_thenTheSame(String key) {
        TerminalMessage.Log log = log(
                "{\"" + key + "\":\"getnewlog\",\"count\":2,\"logindex\":4,\"record\":["
                        + "{\"enrollid\":\"7\",\"time\":\"2026-07-13 03:16:36\"},{\"enrollid\":8,\"time\":\"2026-07-13 03:16:37\"}]}");
        assertThat(log.asked()).isTrue();
        assertThat(log.rows()).hasSize(2);
        assertThat(log("{\"" + key + "\":\"getnewlog\",\"result\":true,\"count\":0}")
                        .rows())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"enrollid\":1,\"time\":\"2026-07-13 03:16:36\",\"event\":3}",
                "{\"enrollid\":1,\"time\":\"2026-07-13 03:16:36\",\"event\":\"16\"}",
                "{\"enrollid\":0,\"time\":\"2026-07-13 03:16:36\",\"event\":0}"
            })
    void givenEventOfTheDoorOrOfAStranger_whenDecoded_thenNoPunch(String record) {
        assertThat(row(record)).isInstanceOf(DecodedRow.NoPunch.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"time\":\"2026-07-13 03:16:36\",\"image\":\"/9j/4AAQ\"}",
                "{\"enrollid\":1,\"image\":\"/9j/4AAQ\"}",
                "{\"enrollid\":1,\"time\":\"yesterday\",\"image\":\"/9j/4AAQ\"}",
                "7"
            })
    void givenRecordWithoutUserOrTime_whenDecoded_thenUnreadableAndWithoutItsPicture(String record) {
        assertThat(row(record)).isInstanceOfSatisfying(DecodedRow.Unreadable.class, unreadable -> {
            assertThat(unreadable.reason()).isNotBlank();
            assertThat(unreadable.raw()).doesNotContain("4AAQ");
        });
    }

    @Test
    void givenNameInAnEncodingOfOldFirmware_whenDecoded_thenThePunchAllTheSame() {
        byte[] message = SENDLOG.replace("..", "\u5F20\u4E09").getBytes(Charset.forName("GBK"));
        TerminalMessage.Log log = (TerminalMessage.Log) AiFaceFrameDecoder.decode(message);
        assertThat(log.rows().getFirst()).isInstanceOf(DecodedRow.Punch.class);
    }

    @Test
    void givenMeasuredTemperature_whenDecoded_thenIt() {
        DecodedRow row = row("{\"enrollid\":1,\"time\":\"2026-07-13 03:16:36\",\"temp\":36.5}");
        assertThat(((DecodedRow.Punch) row).punch().temperature()).isEqualTo(36.5);
    }

    @Test
    void givenOtherMessages_whenDecoded_thenAcknowledgedOrNot() {
        assertThat(decode("{\"cmd\":\"senduser\",\"enrollid\":1,\"record\":\"aabb\"}"))
                .isEqualTo(new TerminalMessage.Other(null, "senduser"));
        assertThat(decode("{\"ret\":\"settime\",\"result\":true}")).isEqualTo(new TerminalMessage.Answer(null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{\"cmd\":", "{}", "{\"cmd\":\"sendlog\"}", "{\"cmd\":\"sendlog\",\"count\":2}"})
    void givenNoMessage_whenDecoded_thenRefused(String message) {
        assertThatThrownBy(() -> decode(message)).isInstanceOf(InvalidReport.class);
    }
}
