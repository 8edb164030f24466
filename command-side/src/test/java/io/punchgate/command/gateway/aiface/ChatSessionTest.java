package io.punchgate.command.gateway.aiface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.punchgate.api.Streams;
import io.punchgate.api.device.DeviceCommand.ChangeDevice;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.api.device.DeviceEvent.ReportRejected;
import io.punchgate.api.device.InputType;
import io.punchgate.api.device.TransportAuth;
import io.punchgate.command.device.DevicePatches;
import io.punchgate.command.device.DevicesInMemory;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChatSessionTest {

    private static final String SN = "AYTG04073202";
    private static final String REG = "{\"cmd\":\"reg\",\"sn\":\"" + SN + "\"}";
    private static final String WELCOME =
            "{\"ret\":\"reg\",\"result\":true,\"cloudtime\":\"2026-06-21 09:30:01\",\"nosenduser\":true}";
    private static final String FIRST_PAGE = "{\"cmd\":\"getnewlog\",\"stn\":true}";
    private static final String NEXT_PAGE = "{\"cmd\":\"getnewlog\",\"stn\":false}";
    private static final String LOG =
            "{\"cmd\":\"sendlog\",\"sn\":\"" + SN + "\",\"count\":2,\"logindex\":41,\"record\":["
                    + "{\"enrollid\":1,\"time\":\"2026-06-21 09:30:00\",\"mode\":8,\"inout\":1,\"event\":0},"
                    + "{\"enrollid\":1,\"time\":\"2026-06-21 09:31:00\",\"mode\":0,\"inout\":0,\"event\":0}]}";
    private static final Duration SILENCE = Duration.ofMillis(500);

    private final DevicesInMemory devices = new DevicesInMemory();
    private final TerminalServer server = new TerminalServer(devices.commands(), Duration.ofMillis(300));
    private final Terminal terminal = server.connect();

    @BeforeEach
    void register() {
        devices.register(SN, "token-1", 180, true);
    }

    @AfterEach
    void stop() {
        terminal.close();
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
    void givenKnownTerminal_whenItRegisters_thenLocalTimeAndItIsAskedForItsRecordsAgainAndAgain() {
        assertThat(terminal.ask(REG)).isEqualTo(WELCOME);
        assertThat(terminal.hear()).isEqualTo(FIRST_PAGE);
        assertThat(terminal.hear()).isEqualTo(FIRST_PAGE);
    }

    @Test
    void givenPages_whenFetched_thenTheNextIsAskedForOnceStoredAndAnEmptyOneIsTheLast() {
        terminal.ask(REG);
        assertThat(terminal.hear()).isEqualTo(FIRST_PAGE);
        assertThat(terminal.ask("{\"ret\":\"getnewlog\",\"count\":1,\"record\":["
                        + "{\"enrollid\":1,\"time\":\"2026-06-21 09:30:00\"}]}"))
                .isEqualTo(NEXT_PAGE);
        assertThat(events(PunchRecorded.class)).hasSize(1);
        assertThat(terminal.ask("{\"cmd\":\"getnewlog\",\"count\":1,\"record\":["
                        + "{\"enrollid\":2,\"time\":\"2026-06-21 09:30:00\"}]}"))
                .isEqualTo(NEXT_PAGE);
        assertThat(events(PunchRecorded.class)).hasSize(2);
        assertThat(terminal.ask("{\"ret\":\"getnewlog\",\"count\":0,\"record\":[]}"))
                .isEqualTo(FIRST_PAGE);
    }

    @Test
    void givenTerminalThatRepeatsItsPage_whenFetched_thenTheNextIsLeftUntilLater() {
        terminal.ask(REG);
        assertThat(terminal.hear()).isEqualTo(FIRST_PAGE);
        String page = "{\"ret\":\"getnewlog\",\"count\":1,\"record\":["
                + "{\"enrollid\":1,\"time\":\"2026-06-21 09:30:00\"}]}";
        assertThat(terminal.ask(page)).isEqualTo(NEXT_PAGE);
        terminal.say(page);
        assertThat(terminal.hear()).isEqualTo(FIRST_PAGE);
        assertThat(events(PunchRecorded.class)).hasSize(1);
    }

    @Test
    void givenPageThatAnnouncesMoreThanItHolds_whenSent_thenOnlyWhatItHoldsIsAcknowledged() {
        assertThat(terminal.ask(LOG.replace("\"count\":2", "\"count\":3"))).contains("\"count\":2,");
    }

    @Test
    void givenStoreThatFails_whenAPageComes_thenNoNextOneBeforeItIsFetchedAnew() {
        terminal.ask(REG);
        terminal.hear();
        devices.fail(true);
        terminal.say(
                "{\"ret\":\"getnewlog\",\"count\":1,\"record\":[{\"enrollid\":1,\"time\":\"2026-06-21 09:30:00\"}]}");
        assertThat(terminal.hear()).isEqualTo(FIRST_PAGE);
    }

    @Test
    void givenLog_whenSent_thenAcknowledgedByItsCountAndPlaceAndStored() {
        assertThat(terminal.ask(LOG))
                .isEqualTo("{\"ret\":\"sendlog\",\"result\":true,\"cloudtime\":\"2026-06-21 09:30:01\","
                        + "\"count\":2,\"logindex\":41}");
        assertThat(events(PunchRecorded.class))
                .extracting(punch -> punch.type() + " " + punch.stateRaw() + " " + punch.inputType())
                .containsExactly("CheckOut 1 " + InputType.Face, "null 0 " + InputType.Fingerprint);
        assertThat(events(PunchRecorded.class).getFirst().transport()).isEqualTo("aiface");
    }

    @Test
    void givenTerminalThatNobodyAdmitted_whenItRegistersAndSends_thenWelcomeButNoAcknowledgement() {
        devices.commands().sendAndWait(closed());
        assertThat(terminal.ask(REG)).isEqualTo("{\"ret\":\"reg\",\"result\":true,\"nosenduser\":true}");
        terminal.say(LOG);
        assertThat(terminal.hear(SILENCE)).isNull();
        assertThat(events(PunchRecorded.class)).isEmpty();
    }

    private static ChangeDevice closed() {
        return new ChangeDevice(SN, DevicePatches.transportAuth(TransportAuth.SECRETS_ONLY), Instant.EPOCH);
    }

    @Test
    void givenTooManyConnections_whenOneMore_thenTheOthersAreServed() {
        for (int n = 1; n < TerminalServer.CONNECTIONS_MAX; n++) {
            var unused = server.connect();
        }
        assertThat(catchThrowable(server::connect)).isNotNull();
        assertThat(terminal.ask(REG)).isEqualTo(WELCOME);
    }

    @Test
    void givenSameMessages_whenPosted_thenSameAnswers() throws IOException, InterruptedException {
        assertThat(post(REG).body()).isEqualTo(WELCOME);
        assertThat(post(LOG).body()).contains("\"count\":2,\"logindex\":41");
        assertThat(events(PunchRecorded.class)).hasSize(2);
        assertThat(post(LOG).statusCode()).isEqualTo(200);
        assertThat(events(PunchRecorded.class)).hasSize(2);
        assertThat(post("{\"cmd\":").statusCode()).isEqualTo(400);
        assertThat(post(" ".repeat(TerminalConnections.MESSAGE_BYTES_MAX + 1)).statusCode())
                .isEqualTo(413);
        devices.fail(true);
        assertThat(post(LOG).statusCode()).isEqualTo(503);
        devices.fail(false);
        HttpResponse<String> stranger = post(LOG.replace(SN, "NOBODY"));
        assertThat(stranger.statusCode()).isEqualTo(401);
        assertThat(stranger.body()).isEmpty();
        assertThat(events(ReportRejected.class)).isEmpty();
        assertThat(post("{\"sn\":\"" + SN + "\",\"cmd\":\"sendlog\",\"count\":1}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(events(ReportRejected.class)).hasSize(1);
    }

    private HttpResponse<String> post(String message) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(server.api())
                    .POST(BodyPublishers.ofString(message))
                    .build();
            return http.send(request, BodyHandlers.ofString());
        }
    }
}
