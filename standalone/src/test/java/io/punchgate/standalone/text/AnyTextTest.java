package io.punchgate.standalone.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import io.punchgate.command.gateway.broker.LocalBroker;
import io.punchgate.runtime.OneByOne;
import io.punchgate.standalone.stage.Gate;
import io.punchgate.standalone.text.Places.Place;
import io.punchgate.standalone.text.Texts.Text;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Texts of every class of code points and of many sizes come in everywhere at once, and cost nobody anything. */
@OneByOne
@ResourceLock(LocalBroker.ONE_A_PROCESS)
class AnyTextTest {

    private static final int CALLERS = 4;
    /** The longest address that is read, and a little more. */
    private static final int ADDRESS_CHARACTERS_MAX = 17_001;

    @TempDir
    static Path data;

    private static Company at;

    private final Queue<String> failed = new ConcurrentLinkedQueue<>();

    @BeforeAll
    static void start() throws IOException {
        at = new Company(data);
    }

    @AfterAll
    static void stop() throws IOException {
        at.close();
    }

    @Test
    void givenAnyTexts_whenTheyComeByEveryTransportCallAndAnswer_thenNothingFailsAndTheNextPunchIsServed()
            throws Exception {
        List<Place> places = new Places(at.device, at.key, "http://127.0.0.1:" + at.gate.aifacePort + "/pub/api")
                .all(Gate.ADMIN_TOKEN);
        try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
            List<Future<?>> running = new ArrayList<>();
            for (int n = 0; n < places.size(); n++) {
                Place place = places.get(n);
                List<Text> texts = Texts.of(n);
                running.add(callers.submit(() -> texts.forEach(text -> call(place, text))));
            }
            running.add(callers.submit(this::overSockets));
            running.add(callers.submit(this::asAnswers));
            for (Future<?> each : running) {
                each.get();
            }
        }
        assertThat(failed).isEmpty();
        at.assertThatAllGoesOn();
    }

    @Test
    void givenANulWhereATerminalTellsTheKindOfAnEvent_whenItComes_thenTheRecordIsKeptAndTheNextPunchIsServed() {
        String event = "{\"eventType\":\"AccessControllerEvent\",\"AccessControllerEvent\":"
                + "{\"employeeNoString\":\"1\",\"subEventType\":\"\\u0000\"}}";
        HttpResponse<String> answer =
                at.gate.answer("POST", at.device.get("adms_path").asString() + "/isapi/SN-TEXT", event.getBytes(UTF_8));

        assertThat(answer.statusCode()).isEqualTo(200);
        await().atMost(Company.SOON)
                .untilAsserted(() -> assertThat(at.gate
                                .admin("GET", "devices/SN-TEXT/rejected", "")
                                .get("data")
                                .toString())
                        .contains("subEventType"));
        at.assertThatAllGoesOn();
    }

    private void call(Place place, Text text) {
        String encoded = text.encoded();
        String path =
                place.path().replace("%U", encoded.substring(0, Math.min(encoded.length(), ADDRESS_CHARACTERS_MAX)));
        byte[] body = place.body()
                .replace("%J", text.escaped())
                .replace("%T", text.value())
                .getBytes(UTF_8);
        String[] headers = place.bearer().isEmpty()
                ? new String[] {"sn", "SN-TEXT", "auth-token", at.token()}
                : new String[] {"Authorization", "Bearer " + place.bearer()};
        try {
            int status = at.gate.answer(place.method(), path, body, headers).statusCode();
            if (status >= 500) {
                failed.add(place.method() + " " + place.path() + " " + place.body() + " with " + text.name() + ": "
                        + status);
            }
        } catch (AssertionError closed) {
            if (text.encoded().length() < ADDRESS_CHARACTERS_MAX) {
                failed.add(place.path() + " with " + text.name() + ": " + closed.getMessage());
            }
        }
    }

    private Object overSockets() throws IOException {
        String token = at.token();
        Mqtt5BlockingClient mqtt = Sockets.mqtt(at.gate, token);
        try (AiFaceSocket terminal = new AiFaceSocket(at.gate.aifacePort)) {
            for (Text text : Texts.of(0)) {
                Sockets.tcp(at.gate, token, text);
                Sockets.publish(mqtt, text);
                Sockets.logIn(at.gate, text);
                Sockets.anviz(at.gate, text);
                terminal.say(Places.aifaceMessages(), text);
            }
        }
        mqtt.disconnect();
        return token;
    }

    /** To pushes and to tests of the callback, in whatever order. */
    private Object asAnswers() {
        String token = at.register("SN-ODD", "odd").get("auth_token").asString();
        for (Text text : Texts.of(1)) {
            at.odd.add(text);
            at.punch("SN-ODD", token, text.name());
            while (at.odd.left() > 0) {
                HttpResponse<String> answer = at.operator("POST", "/api/admin/v1/customers/odd/callback/test");
                if (answer.statusCode() != 200) {
                    failed.add("an answer of " + text.name() + ": " + answer.statusCode());
                }
            }
        }
        return token;
    }

    @Test
    void givenAListOverTwoKilobytes_whenItIsAskedForInGzip_thenItComesSoAndElseAsItIs() {
        String path = "/api/admin/v1/devices";
        HttpHeaders packed = at.operator("GET", path, "Accept-Encoding", "gzip").headers();
        HttpResponse<String> plain = at.operator("GET", path);
        HttpResponse<String> head = at.operator("HEAD", path, "Accept-Encoding", "gzip");

        assertThat(plain.body()).hasSizeGreaterThan(2_048);
        assertThat(packed.firstValue("content-encoding")).contains("gzip");
        assertThat(packed.firstValue("vary").orElse("")).containsIgnoringCase("accept-encoding");
        assertThat(plain.headers().firstValue("content-encoding")).isEmpty();
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(at.operator("GET", path + "/SN-TEXT", "Accept-Encoding", "gzip")
                        .headers()
                        .firstValue("content-encoding"))
                .isEmpty();
        for (String asked : List.of(path, path + "/none", path + "?a=%00", "/api/v1/none", "/api/audit/v1/events")) {
            HttpHeaders headers = at.operator("HEAD", asked).headers();
            assertThat(headers.firstValue("x-content-type-options")).as(asked).contains("nosniff");
            assertThat(headers.firstValue("cache-control")).as(asked).contains("no-store");
        }
    }
}
