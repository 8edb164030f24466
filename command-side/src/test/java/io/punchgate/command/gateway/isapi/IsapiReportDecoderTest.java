package io.punchgate.command.gateway.isapi;

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

/** Captured events, and what is read of them. */
class IsapiReportDecoderTest {

    static final String DOOR = """
            {"ipAddress":"192.168.100.55","dateTime":"2026-02-23T19:34:21+08:00","eventType":"AccessControllerEvent",
             "eventState":"active","AccessControllerEvent":{"majorEventType":5,"subEventType":21,"serialNo":1187,
             "currentVerifyMode":"invalid","attendanceStatus":"undefined"}}
            """;
    static final String FACE = """
            {"ipAddress":"192.168.100.55","dateTime":"2026-02-23T19:34:21+08:00","eventType":"AccessControllerEvent",
             "eventState":"active","AccessControllerEvent":{"majorEventType":5,"subEventType":75,"serialNo":1188,
             "employeeNoString":"1001","name":"A","currentVerifyMode":"faceOrFpOrCardOrPw","currentEvent":true,
             "attendanceStatus":"checkOut","mask":"no","currTemperature":36.5}}
            """;

    private static DecodedRow row(String json) {
        return ((DeviceNotice.Event) IsapiReportDecoder.decode(json.getBytes(UTF_8))).row();
    }

    private static ReportedPunch punch(String json) {
        return ((DecodedRow.Punch) row(json)).punch();
    }

    @Test
    void givenCapturedDoorEvent_whenDecoded_thenNoPunch() {
        assertThat(row(DOOR)).isEqualTo(new DecodedRow.NoPunch());
    }

    @Test
    void givenFaceEvent_whenDecoded_thenAPunchWithTheOffsetThatWasSent() {
        ReportedPunch punch = punch(FACE);
        assertThat(punch.userId()).isEqualTo("1001");
        assertThat(punch.wallClock()).isEqualTo("2026-02-23T19:34:21");
        assertThat(punch.offset()).hasToString("+08:00");
        assertThat(punch.attTimeRaw()).isEqualTo("2026-02-23T19:34:21+08:00");
        assertThat(punch.state()).isEqualTo("checkOut");
        assertThat(punch.input()).isEqualTo("75");
        assertThat(punch.codes()).isEqualTo(IsapiCodes.TABLE);
        assertThat(punch.temperature()).isEqualTo(36.5);
        assertThat(punch.faceMask()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"currentEvent\":true, currentEvent\":false", "\"A\", \"B\"", "serialNo\":1188, serialNo\":\"7\""})
    void givenReplayOrOtherDetails_whenDecoded_thenTheSamePunch(String before, String after) {
        assertThat(punch(FACE.replace(before, after))).isEqualTo(punch(FACE));
    }

    @Test
    void givenEventWrapped_whenDecoded_thenTheSamePunch() {
        assertThat(punch("{\"EventNotificationAlert\":" + FACE + "}")).isEqualTo(punch(FACE));
    }

    @Test
    void givenNumberOfThePerson_whenDecoded_thenItIsTheUser() {
        String numbered = FACE.replace("\"employeeNoString\":\"1001\"", "\"employeeNo\":1001");
        assertThat(punch(numbered).userId()).isEqualTo("1001");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"employeeNoString\":\"\"", "\"employeeNoString\":\"0\"", "\"cardNo\":\"17\""})
    void givenNobody_whenDecoded_thenNoPunch(String person) {
        assertThat(row(FACE.replace("\"employeeNoString\":\"1001\"", person))).isEqualTo(new DecodedRow.NoPunch());
    }

    @Test
    void givenPersonNotLetIn_whenDecoded_thenKeptForTheOperator() {
        String refused = FACE.replace(":75", ":76").replace("checkOut", "undefined");
        assertThat(row(refused))
                .isInstanceOfSatisfying(
                        DecodedRow.Unreadable.class,
                        unreadable -> assertThat(unreadable.reason()).contains("76"));
        assertThat(row(FACE.replace(":75", ":76"))).isInstanceOf(DecodedRow.Punch.class);
    }

    @Test
    void givenNoTime_whenDecoded_thenUnreadable() {
        assertThat(row(FACE.replace("dateTime", "date"))).isInstanceOf(DecodedRow.Unreadable.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"heartBeat", "heartbeat", "HeartBeat"})
    void givenHeartbeat_whenDecoded_thenThat(String type) {
        assertThat(IsapiReportDecoder.decode(("{\"eventType\":\"" + type + "\"}").getBytes(UTF_8)))
                .isEqualTo(new DeviceNotice.Heartbeat());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "{\"eventType\":"})
    void givenNoEvent_whenDecoded_thenRefused(String body) {
        assertThatThrownBy(() -> IsapiReportDecoder.decode(body.getBytes(UTF_8)))
                .isInstanceOf(InvalidReport.class);
    }

    static String multipart(String boundary, String json) {
        return "--" + boundary + "\r\nContent-Disposition: form-data; name=\"Picture\"; filename=\"P.jpg\"\r\n"
                + "Content-Type: image/jpeg\r\n\r\n\u00FF\u00D8{not json\r\n--" + boundary
                + "\r\nContent-Disposition: form-data; name=\"event_log\"\r\nContent-Type: application/json\r\n\r\n"
                + json + "\r\n--" + boundary + "--\r\n";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "multipart/form-data; boundary=MIME_boundary",
                "multipart/form-data; boundary=\"MIME_boundary\"; charset=UTF-8",
                "Multipart/Mixed;boundary=MIME_boundary"
            })
    void givenPicturesBesideTheEvent_whenRead_thenTheEvent(String type) {
        byte[] body =
                multipart("MIME_boundary", FACE.replace("\"A\"", "\"\u5F20\"")).getBytes(UTF_8);
        assertThat(IsapiReportDecoder.decode(IsapiFrameDecoder.json(type, body)))
                .isInstanceOf(DeviceNotice.Event.class);
        assertThat(IsapiFrameDecoder.json("application/json", FACE.getBytes(UTF_8)))
                .isEqualTo(FACE.getBytes(UTF_8));
    }

    @Test
    void givenNoEventInTheParts_whenRead_thenRefused() {
        byte[] body = multipart("b", "").replace("json", "text").getBytes(UTF_8);
        assertThatThrownBy(() -> IsapiFrameDecoder.json("multipart/form-data; boundary=b", body))
                .isInstanceOf(InvalidReport.class);
        assertThatThrownBy(() -> IsapiFrameDecoder.json("multipart/form-data", body))
                .isInstanceOf(InvalidReport.class);
        byte[] endless = "--b\r\n".repeat(100_000).getBytes(UTF_8);
        assertThatThrownBy(() -> IsapiFrameDecoder.json("multipart/form-data; boundary=b", endless))
                .isInstanceOf(InvalidReport.class);
    }
}
