package io.punchgate.query.stream;

import static io.punchgate.query.RunningQuerySide.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.punchgate.api.Streams;
import io.punchgate.api.customer.CustomerEvent.ApiKeyRevoked;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.query.RunningQuerySide;
import io.punchgate.query.stream.StreamClient.Told;
import io.punchgate.runtime.OneByOne;
import io.punchgate.runtime.TestDatabase;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@OneByOne
class StreamLimitsTest {

    @RegisterExtension
    static final RunningQuerySide SIDE = new RunningQuerySide(
            TestDatabase.freshUrl(),
            "--punchgate.streams.comment-every=500ms",
            "--punchgate.streams.stalled-max=1s",
            "--punchgate.reads.refusal-delay=0s");

    private static final String TIME = "2026-06-21T09:30:00+05:30";

    private static final AtomicInteger WRONG = new AtomicInteger();

    private static StreamCustomer customer(String id) {
        return StreamCustomer.of(SIDE, id, null);
    }

    private static List<String> users(List<Told> events) {
        return events.stream()
                .map(event -> event.json().path("user_id").stringValue())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "?types=punch%2Cnonsense, , types",
        "?since=yesterday, , since",
        "?user=1, , user",
        "'', nonsense, Last-Event-ID",
        "'', 999999999999, Last-Event-ID",
    })
    void givenAWrongParameter_whenAStreamIsAskedFor_thenTheProblemNamesIt(
            String query, @Nullable String lastEventId, String field) {
        StreamCustomer acme = customer("wrong" + WRONG.incrementAndGet());
        try (StreamClient refused = StreamClient.open(SIDE.uri("/api/v1/stream" + query), acme.key(), lastEventId)) {
            assertThat(refused.answer().statusCode()).isEqualTo(400);
            JsonNode problem = JsonMapper.shared().readTree(refused.answer().body());
            assertThat(problem.path("field").stringValue()).isEqualTo(field);
        }
    }

    @Test
    void givenAKey_whenItIsRevoked_thenItsStreamsEndAtOnceAndOthersGoOn() {
        StreamCustomer acme = customer("revoked");
        StreamCustomer bystander = customer("bystander");
        try (StreamClient stream = acme.listen("");
                StreamClient beside = bystander.listen("?types=punch")) {
            SIDE.append(
                    Streams.customer("revoked"),
                    Instant.now(),
                    new ApiKeyRevoked("revoked", "key-of-revoked", Instant.now()));

            assertThat(stream.ended()).succeedsWithin(Duration.ofMillis(900));
            bystander.punch("1");
            assertThat(users(beside.next(1))).containsExactly("1");
        }
    }

    @Test
    void givenAKeyThatExpires_whenItsTimeIsOver_thenItsStreamsEnd() {
        StreamCustomer acme = StreamCustomer.of(SIDE, "expiring", Instant.now().plusSeconds(3));
        try (StreamClient stream = acme.listen("")) {
            assertThat(stream.ended()).succeedsWithin(Duration.ofSeconds(6));
        }
        assertThat(SIDE.getWith(acme.key(), "/api/v1/stream").statusCode()).isEqualTo(401);
    }

    @Test
    void givenATicket_whenUsed_thenItOpensOneStreamWithinItsTime() {
        StreamCustomer acme = customer("ticket");
        String ticket = ticket(acme);
        try (StreamClient first =
                        StreamClient.open(SIDE.uri("/api/v1/stream?types=punch&ticket=" + ticket), null, null);
                StreamClient second = StreamClient.open(SIDE.uri("/api/v1/stream?ticket=" + ticket), null, null)) {
            assertThat(first.answer().statusCode()).isEqualTo(200);
            assertThat(second.answer().statusCode()).isEqualTo(401);
            acme.punch("1");
            assertThat(users(first.next(1))).containsExactly("1");
        }
        String late = ticket(acme);
        SIDE.bean(JdbcTemplate.class)
                .update("update query.stream_ticket set expires_at = expires_at - interval '60 seconds'");
        assertThat(SIDE.getWith(null, "/api/v1/stream?ticket=" + late).statusCode())
                .isEqualTo(401);
        assertThat(SIDE.getWith(null, "/api/v1/punches?ticket=" + ticket(acme)).statusCode())
                .isEqualTo(401);
        assertThat(SIDE.getWith(null, "/api/v1/stream?api_key=" + acme.key()).statusCode())
                .isEqualTo(401);
        assertThat(SIDE.getWith(acme.key(), "/api/v1/stream?api_key=" + acme.key())
                        .statusCode())
                .isEqualTo(400);
    }

    private static String ticket(StreamCustomer customer) {
        HttpResponse<String> issued = SIDE.postWith(customer.key(), "/api/v1/stream-tickets");
        assertThat(issued.statusCode()).isEqualTo(201);
        Instant expires = Instant.parse(json(issued).path("expires_at").stringValue());
        assertThat(Duration.between(Instant.now(), expires)).isBetween(Duration.ofSeconds(55), Duration.ofSeconds(60));
        return json(issued).path("ticket").stringValue();
    }

    @Test
    void givenAHundredStreamsOfAKey_whenAnotherIsAskedFor_thenItIsToldToWaitUntilOneEnds() {
        StreamCustomer acme = customer("many");
        List<StreamClient> open = new ArrayList<>();
        try {
            IntStream.range(0, 100).forEach(i -> open.add(acme.listen("?types=punch")));
            HttpResponse<String> refused = SIDE.getWith(acme.key(), "/api/v1/stream");
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            assertThat(SIDE.getWith(acme.key(), "/api/v1/punches").statusCode()).isEqualTo(200);
            acme.punch("1");
            open.forEach(each -> assertThat(users(each.next(1))).containsExactly("1"));
            open.removeLast().close();
            // The server notices an end that it was not told of by the next comments.
            await().atMost(5, TimeUnit.SECONDS).until(() -> {
                StreamClient more = StreamClient.open(SIDE.uri("/api/v1/stream"), acme.key(), null);
                open.add(more);
                return more.answer().statusCode() == 200;
            });
        } finally {
            open.forEach(StreamClient::close);
        }
    }

    @Test
    void givenNothingHappens_whenAListenerWaits_thenCommentsCome() {
        StreamCustomer acme = customer("quiet");
        try (StreamClient quiet = acme.listen("")) {
            await().atMost(5, TimeUnit.SECONDS).until(() -> quiet.comments() >= 3);
        }
    }

    @Test
    void givenAListenerWhoseConnectionTakesNothing_whenMuchHappens_thenItIsClosedAndOthersAreTold() throws Exception {
        StreamCustomer acme = customer("stalled");
        try (Socket stalled = new Socket();
                StreamClient other = acme.listen("?types=punch")) {
            stalled.setReceiveBufferSize(4_096);
            stalled.connect(new InetSocketAddress("localhost", SIDE.uri("/").getPort()));
            stalled.getOutputStream()
                    .write(("GET /api/v1/stream?types=punch HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + acme.key()
                                    + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            InputStream in = stalled.getInputStream();
            assertThat(in.read()).isEqualTo('H');
            int punches = 12_000;
            for (int i = 0; i < punches; i += 1_000) {
                PunchRecorded[] many = IntStream.range(i, i + 1_000)
                        .mapToObj(n -> acme.device().punch("user " + n, TIME, null))
                        .toArray(PunchRecorded[]::new);
                SIDE.append(Streams.device(acme.device().sn()), Instant.now(), many);
            }

            assertThat(users(other.next(punches)).getLast()).isEqualTo("user " + (punches - 1));
            Gauge open =
                    SIDE.bean(MeterRegistry.class).get("punchgate.streams.open").gauge();
            await().atMost(10, TimeUnit.SECONDS).until(() -> open.value() == 1);
            stalled.setSoTimeout(5_000);
            byte[] buffered = in.readAllBytes();
            assertThat(new String(buffered, StandardCharsets.UTF_8)).doesNotContain("user " + (punches - 1) + "\"");
        }
    }
}
