package io.punchgate.command.gateway.adms;

import static io.punchgate.command.gateway.adms.AdmsServer.PATH_TOKEN;
import static io.punchgate.command.gateway.adms.AdmsServer.SN;
import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.device.DeviceEvent;
import io.punchgate.api.device.DeviceEvent.DeviceSeen;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.api.device.InstructionEvent.InstructionAnswered;
import io.punchgate.api.device.InstructionEvent.InstructionSent;
import io.punchgate.api.device.Transport;
import io.punchgate.api.device.TransportAuth;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdmsAccessTest {

    private static final String ROW = "31\t2026-06-21 09:30:00\t0\t1\n";
    private static final String DEVICE = "/d/" + PATH_TOKEN + "/iclock/";

    private AdmsServer server;

    @SuppressWarnings("NullAway.Init")
    AdmsAccessTest() {}

    @BeforeEach
    void start() {
        server = new AdmsServer(20);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/d/wrong/iclock/cdata?SN=" + SN,
                "/d/" + PATH_TOKEN + "/iclock/cdata?SN=NOBODY",
                "/d/" + PATH_TOKEN + "/iclock/cdata",
                "/d/" + PATH_TOKEN + "/iclock/cdata?SN=a%20b",
                "/iclock/cdata?SN=" + SN,
                "/iclock/cdata?SN=NOBODY"
            })
    void givenStranger_whenItCalls_thenUnauthorizedWithoutOkOrSecret(String address) {
        for (HttpResponse<String> answer : List.of(
                server.post(address + (address.contains("?") ? "&" : "?") + "table=ATTLOG", ROW),
                server.get(address),
                server.get(address.replace("cdata", "getrequest")),
                server.get(address.replace("cdata", "ping")),
                server.post(address.replace("cdata", "devicecmd"), "ID=1&Return=0&CMD=INFO"),
                server.post(address, " ".repeat(5 * 1024 * 1024)))) {
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.body()).doesNotContainIgnoringCase("ok").doesNotContain(PATH_TOKEN, "wrong");
        }
        assertThat(server.events(SN, DeviceSeen.class)).isEmpty();
        assertThat(server.events(SN, PunchRecorded.class)).isEmpty();
    }

    @Test
    void givenManyFailures_whenOneMore_thenLimitedButTheDeviceIsServed() {
        for (int failure = 0; failure < 20; failure++) {
            assertThat(server.get("/iclock/ping?SN=" + SN).statusCode()).isEqualTo(401);
        }
        HttpResponse<String> limited = server.get("/iclock/ping?SN=" + SN);
        assertThat(limited.statusCode()).isEqualTo(429);
        assertThat(limited.headers().firstValue("Retry-After")).hasValue("60");
        assertThat(server.get(DEVICE + "ping?SN=" + SN).body()).isEqualTo("OK");
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.0/8, 200", "10.1.0.0/16, 401", "'', 200"})
    void givenDeviceAdmittedBySerial_whenItCalls_thenOnlyFromItsNetworks(String network, int status) {
        List<String> networks = network.isEmpty() ? List.of() : List.of(network);
        server.register("SN2", null, TransportAuth.from(networks).open(Transport.ADMS), true);
        assertThat(server.post("/iclock/cdata?SN=SN2&table=ATTLOG", ROW).statusCode())
                .isEqualTo(status);
        assertThat(server.events("SN2", PunchRecorded.class)).hasSize(status == 200 ? 1 : 0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cdata?SN=%s&options=all&pushver=2.4.1",
                "cdata.aspx?sn=%s&options=all",
                "iclock/cdata?Sn=%s&options=all"
            })
    void givenAliasesOfFirmware_whenItShakesHands_thenTheOptions(String address) {
        HttpResponse<String> answer = server.get(DEVICE + address.formatted(SN));
        assertThat(answer.body()).startsWith("GET OPTION FROM: " + SN + "\n").contains("\nTimeZone=330\n");
        assertThat(server.events(SN, DeviceSeen.class)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "cdata; &table=OPERLOG; OK: 2",
                "cdata; &table=USERINFO; OK: 2",
                "cdata; &table=options; OK",
                "cdata; &table=ATTPHOTO; OK",
                "cdata; &table=tabledata&tablename=user&count=7; user=7",
                "querydata; &type=tabledata&tablename=user; user=2",
                "push; ''; OK",
                "ping; ''; OK",
                "exchange; &type=publickey; OK",
                "fdata; &table=ATTPHOTO; OK",
                "devicecmd; ''; OK",
                "getrequest; ''; OK"
            })
    void givenOtherTablesAndCalls_whenSent_thenAcknowledgedAndNotStored(String call, String query, String answer) {
        HttpResponse<String> answered = server.post(DEVICE + call + "?SN=" + SN + query, "a=1\r\nb=2\r\n\r\n");
        assertThat(answered.body()).isEqualTo(answer);
        assertThat(server.events(SN, DeviceEvent.class)).hasSize(2).last().isInstanceOf(DeviceSeen.class);
    }

    @Test
    void givenRegistration_whenAsked_thenACodeThatStays() {
        String first =
                server.post(DEVICE + "registry?SN=" + SN, "DeviceType=acc").body();
        assertThat(first).startsWith("RegistryCode=");
        assertThat(server.get(DEVICE + "registry?SN=" + SN).body()).isEqualTo(first);
    }

    @Test
    void givenQueuedInstructions_whenPolledAndAnswered_thenKnownOnce() {
        server.queue(SN, "11", "reboot", "{}");
        server.queue(SN, "12", "dance", "{}");
        server.queue(SN, "13", "sync_user", "{\"user_id\":\"7\",\"name\":\"A\"}");

        String poll = DEVICE + "getrequest?SN=" + SN;
        assertThat(server.get(poll).body()).isEqualTo("C:11:REBOOT\nC:13:DATA UPDATE USERINFO PIN=7\tName=A\n");
        assertThat(server.get(poll).body()).isEqualTo("OK");
        String results = "ID=11&Return=0&CMD=REBOOT\nID=13&Return=-1002&CMD=DATA\n";
        assertThat(server.post(DEVICE + "devicecmd?SN=" + SN, results).body()).isEqualTo("OK");

        assertThat(server.events(SN, InstructionSent.class)).hasSize(3);
        assertThat(server.events(SN, InstructionAnswered.class))
                .extracting(answer -> answer.commandId() + " " + answer.done())
                .containsExactly("12 false", "11 true", "13 false");
    }

    @ParameterizedTest
    @CsvSource({
        "devicecmd, &ID=11&Return=0&CMD=REBOOT, true",
        "devicecmd, &Return=-1&ID=11, false",
        "querydata, &type=tabledata&cmdid=11&tablename=user&count=1&packcnt=1&packidx=1, true"
    })
    void givenResultInTheAddress_whenSent_thenTheInstructionHasEnded(String call, String query, boolean done) {
        server.queue(SN, "11", "reboot", "{}");
        server.get(DEVICE + "getrequest?SN=" + SN);
        assertThat(server.post(DEVICE + call + "?SN=" + SN + query, "").statusCode())
                .isEqualTo(200);
        assertThat(server.events(SN, InstructionAnswered.class))
                .extracting(answer -> answer.commandId() + " " + answer.done())
                .containsExactly("11 " + done);
    }

    @Test
    void givenAccessControlModel_whenItAsksForTheTime_thenGreenwichInItsOwnCountAndTheZone() {
        // 2026-06-21 04:00:01 in a count in which every month has 31 days.
        long seconds = ((26L * 12 + 5) * 31 + 20) * 86_400 + 4 * 3_600 + 1;
        assertThat(server.get(DEVICE + "rtdata?SN=" + SN + "&type=time").body())
                .isEqualTo("DateTime=" + seconds + ",ServerTZ=+0530");
        assertThat(server.get(DEVICE + "rtdata?SN=" + SN + "&type=other").body())
                .isEqualTo("OK");
        assertThat(server.get("/iclock/rtdata?SN=" + SN + "&type=time").statusCode())
                .isEqualTo(401);
    }

    @Test
    void givenNoSuchPathOrMethod_whenCalled_thenPlainErrors() {
        assertThat(server.get(DEVICE + "nothing?SN=" + SN).statusCode()).isEqualTo(404);
        assertThat(server.get(DEVICE + "devicecmd?SN=" + SN).statusCode()).isEqualTo(405);
        assertThat(server.get("/d/" + PATH_TOKEN + "?SN=" + SN).body()).isEqualTo("not found");
    }
}
