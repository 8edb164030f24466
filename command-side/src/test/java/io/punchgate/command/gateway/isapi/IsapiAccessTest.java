package io.punchgate.command.gateway.isapi;

import static io.punchgate.command.device.DevicesInMemory.PATH_TOKEN;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.Streams;
import io.punchgate.api.device.DeviceCommand.RegisterDevice;
import io.punchgate.api.device.DeviceEvent.DeviceSeen;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.api.device.DeviceEvent.ReportRejected;
import io.punchgate.api.device.DeviceSettings;
import io.punchgate.api.device.InputType;
import io.punchgate.api.device.PunchType;
import io.punchgate.api.device.TransportAuth;
import io.punchgate.command.device.DevicesInMemory;
import io.punchgate.runtime.BesideOthers;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@BesideOthers
class IsapiAccessTest {

    private static final String SN = "DS-K1T671";
    private static final String PATH = "/d/" + PATH_TOKEN + "/isapi/" + SN;
    private static final int READ_WAIT_MILLIS = 20_000;
    private static final String JSON = "application/json";

    private final DevicesInMemory devices = new DevicesInMemory();
    private final IsapiServer server = new IsapiServer(devices.commands());

    @BeforeEach
    void register() {
        devices.register(SN, "token-1", 180, true);
    }

    @AfterEach
    void stop() {
        server.close();
        devices.close();
    }

    private <E> List<E> events(Class<E> kind) {
        return devices.events(Streams.device(SN)).stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    @Test
    void givenEventWithItsPicture_whenPushed_thenStored() {
        HttpResponse<String> answer = server.post(
                PATH,
                "multipart/form-data; boundary=b",
                IsapiReportDecoderTest.multipart("b", IsapiReportDecoderTest.FACE));
        assertThat(answer.body()).isEqualTo("{\"ok\":true}");
        PunchRecorded stored = events(PunchRecorded.class).getFirst();
        assertThat(stored.time()).isEqualTo("2026-02-23T11:34:21Z");
        assertThat(stored.localTime()).isEqualTo("2026-02-23T17:04:21");
        assertThat(stored.type()).isEqualTo(PunchType.CheckOut);
        assertThat(stored.inputType()).isEqualTo(InputType.Face);
        assertThat(stored.transport()).isEqualTo("isapi");
    }

    @Test
    void givenHeartbeatAndDoorEvent_whenPushed_thenTheDeviceIsThereAndNothingElseIsStored() {
        assertThat(server.post(PATH, JSON, "{\"eventType\":\"heartBeat\"}").statusCode())
                .isEqualTo(200);
        assertThat(server.post(PATH, JSON, IsapiReportDecoderTest.DOOR).statusCode())
                .isEqualTo(200);
        assertThat(events(DeviceSeen.class)).hasSize(1);
        assertThat(events(PunchRecorded.class)).isEmpty();
        assertThat(events(ReportRejected.class)).isEmpty();
    }

    @Test
    void givenReplay_whenPushed_thenOnePunch() {
        assertThat(server.post(PATH, JSON, IsapiReportDecoderTest.FACE).statusCode())
                .isEqualTo(200);
        String replay = IsapiReportDecoderTest.FACE.replace("\"currentEvent\":true", "\"currentEvent\":false");
        assertThat(server.post(PATH, JSON, replay).statusCode()).isEqualTo(200);
        assertThat(events(PunchRecorded.class)).hasSize(1);
    }

    @Test
    void givenUnreadableBody_whenPushed_thenRefusedAndKeptWithoutPictures() {
        assertThat(server.post(PATH, "multipart/form-data; boundary=b", "--b\r\n\r\n/9j/4AAQ\r\n--b--")
                        .statusCode())
                .isEqualTo(400);
        assertThat(events(ReportRejected.class))
                .hasSize(1)
                .allSatisfy(kept -> assertThat(kept.raw()).doesNotContain("4AAQ"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void givenBodyShorterThanAnnouncedWithAWholeEvent_whenPushed_thenStoredAndAnswered(boolean sendsNoMore)
            throws IOException {
        assertThat(pushed(IsapiReportDecoderTest.FACE, 100, sendsNoMore)).contains("{\"ok\":true}");
        assertThat(events(PunchRecorded.class)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void givenBodyShorterThanAnnouncedWithHalfOfAnEvent_whenPushed_thenKeptForTheOperator(boolean sendsNoMore)
            throws IOException {
        String half = IsapiReportDecoderTest.FACE.substring(0, 200);
        assertThat(pushed(half, 100, sendsNoMore)).doesNotContain("\"ok\":true");
        assertThat(events(PunchRecorded.class)).isEmpty();
        assertThat(events(ReportRejected.class)).extracting(ReportRejected::raw).containsExactly(half);
    }

    /** The answer to a body that announces so many bytes more than it has. */
    private String pushed(String body, int bytesMissing, boolean sendsNoMore) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        try (Socket socket = new Socket("localhost", server.port())) {
            socket.setSoTimeout(READ_WAIT_MILLIS);
            OutputStream out = socket.getOutputStream();
            out.write(("POST " + PATH + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: "
                            + (bytes.length + bytesMissing) + "\r\n\r\n")
                    .getBytes(UTF_8));
            out.write(bytes);
            if (sendsNoMore) {
                socket.shutdownOutput();
            }
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/d/wrong/isapi/" + SN, "/d/" + PATH_TOKEN + "/isapi/NOBODY"})
    void givenStranger_whenItPushes_thenUnauthorized(String path) {
        HttpResponse<String> answer = server.post(path, JSON, IsapiReportDecoderTest.FACE);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).doesNotContain(PATH_TOKEN, "wrong");
        assertThat(events(PunchRecorded.class)).isEmpty();
    }

    @Test
    void givenDeviceThatMayNot_whenItPushes_thenUnauthorizedThoughItsPathIsRight() {
        RegisterDevice open = DevicesInMemory.registration("SN2", "token-1", 180, true);
        DeviceSettings settings = open.settings();
        devices.register(new RegisterDevice(
                "SN2",
                new DeviceSettings(
                        settings.customerId(),
                        settings.label(),
                        settings.timeZone(),
                        settings.serviceTagId(),
                        null,
                        settings.states(),
                        settings.inputs(),
                        settings.defaultType(),
                        60,
                        180,
                        TransportAuth.SECRETS_ONLY.fields(),
                        true),
                open.authTokenHash(),
                open.callbackTokenId(),
                open.admsPathHash(),
                open.at()));
        assertThat(server.post(PATH.replace(SN, "SN2"), JSON, IsapiReportDecoderTest.FACE)
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void givenOtherPath_whenCalled_thenPassedOn() {
        assertThat(server.post("/d/" + PATH_TOKEN + "/other", JSON, "{}").statusCode())
                .isEqualTo(404);
    }
}
