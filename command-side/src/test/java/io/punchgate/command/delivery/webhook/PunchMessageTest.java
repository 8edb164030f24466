package io.punchgate.command.delivery.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import io.cloudevents.CloudEvent;
import io.cloudevents.SpecVersion;
import io.cloudevents.jackson.JsonFormat;
import io.punchgate.api.customer.CallbackFormat;
import io.punchgate.api.delivery.OperationId;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.api.device.PunchType;
import io.punchgate.api.device.PushedEvent;
import io.punchgate.api.device.PushedEvent.PunchCorrected;
import io.punchgate.command.delivery.Punches;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PunchMessageTest {

    private static final Instant SENT = Instant.parse("2026-06-21T04:00:01Z");
    private static final String DATA = """
            {"id":"p1","operation_id":"%s","sn":"SN1","label":"Main Gate","user_id":"1001",\
            "time":"2026-06-21T04:00:00Z","local_time":"2026-06-21T09:30:00","offset":"+05:30","type":"CheckIn",\
            "input_type":"Others","recorded_at":"2026-06-21T04:00:00.500Z","clock_suspect":false}""".formatted(OperationId.of("p1"));

    @Test
    void givenCloudEvents_whenAPunchIsTold_thenItIsAStructuredEventThatCarriesNoToken() {
        assertThat(PunchMessage.of(
                        CallbackFormat.CLOUDEVENTS, Punches.of("p1", "SN1"), OperationId.of("p1"), "token", SENT))
                .isEqualTo("""
                        {"specversion":"1.0","id":"%s","source":"/devices/SN1","type":"punchgate.punch.recorded",\
                        "time":"2026-06-21T04:00:00.500Z","datacontenttype":"application/json","data":%s}""".formatted(OperationId.of("p1"), DATA));
        assertThat(PunchMessage.test(CallbackFormat.CLOUDEVENTS, "abc", "SN1", "token", SENT))
                .isEqualTo("""
                        {"specversion":"1.0","id":"abc","source":"/devices/SN1","type":"punchgate.test",\
                        "time":"2026-06-21T04:00:01Z","datacontenttype":"application/json","data":{"sn":"SN1"}}""");
    }

    @Test
    void givenACorrection_whenTold_thenItSaysWhatChangedAndOfWhichPunch() {
        String data = """
                {"id":"c1","operation_id":"abc","punch_id":"p1","sn":"SN1","user_id":"1001","void":false,\
                "type":"CheckOut","time":"2026-06-21T12:30:00Z","local_time":"2026-06-21T18:00:00","offset":"+05:30",\
                "reason":"forgot","by":"payroll (k1)","at":"2026-06-21T13:00:00Z"}""";
        PunchCorrected correction = Punches.correction("c1", Punches.of("p1", "SN1"), PunchType.CheckOut);

        assertThat(PunchMessage.of(CallbackFormat.CLOUDEVENTS, correction, "abc", "token", SENT))
                .isEqualTo(PunchMessage.event(correction, "abc"))
                .isEqualTo("""
                        {"specversion":"1.0","id":"abc","source":"/devices/SN1","type":"punchgate.punch.corrected",\
                        "time":"2026-06-21T13:00:00Z","datacontenttype":"application/json","data":%s}""".formatted(data));
        assertThat(PunchMessage.of(CallbackFormat.STANDARD_WEBHOOKS, correction, "abc", "token", SENT))
                .isEqualTo("{\"type\":\"punchgate.punch.corrected\",\"timestamp\":\"2026-06-21T13:00:00Z\",\"data\":"
                        + data + "}");
        assertThat(PunchMessage.has(CallbackFormat.REALTIME, correction)).isFalse();
    }

    @Test
    void givenStandardWebhooks_whenAPunchIsTold_thenItIsTheEnvelope() {
        assertThat(PunchMessage.of(
                        CallbackFormat.STANDARD_WEBHOOKS, Punches.of("p1", "SN1"), OperationId.of("p1"), "token", SENT))
                .isEqualTo("{\"type\":\"punchgate.punch.recorded\",\"timestamp\":\"2026-06-21T04:00:00.500Z\",\"data\":"
                        + DATA + "}");
        assertThat(PunchMessage.test(CallbackFormat.STANDARD_WEBHOOKS, "abc", null, null, SENT))
                .isEqualTo("{\"type\":\"punchgate.test\",\"timestamp\":\"2026-06-21T04:00:01Z\",\"data\":{}}");
    }

    @Test
    void givenAPunchAndItsCorrection_whenTold_thenTheReferenceLibrariesReadThem() throws Exception {
        PunchRecorded punch = Punches.of("p1", "SN1");
        for (PushedEvent told : List.of(punch, Punches.correction("c1", punch, PunchType.CheckOut))) {
            String id = OperationId.of(told.pushedId());
            String body = PunchMessage.of(CallbackFormat.CLOUDEVENTS, told, id, "token", SENT);
            CloudEvent event = new JsonFormat().deserialize(body.getBytes(StandardCharsets.UTF_8));
            assertThat(event.getSpecVersion()).isEqualTo(SpecVersion.V1);
            assertThat(event.getId()).isEqualTo(id);
            assertThat(event.getSource()).isEqualTo(URI.create("/devices/SN1"));
            assertThat(event.getType()).isEqualTo("punchgate.punch." + (told.equals(punch) ? "recorded" : "corrected"));
            assertThat(Objects.requireNonNull(event.getTime()).toInstant()).isEqualTo(told.recordedAt());
            assertThat(event.getDataContentType()).isEqualTo("application/json");
            assertThat(new String(Objects.requireNonNull(event.getData()).toBytes(), StandardCharsets.UTF_8))
                    .contains("\"operation_id\":\"" + id + "\"", "\"user_id\":\"1001\"");
            String envelope = PunchMessage.of(CallbackFormat.STANDARD_WEBHOOKS, told, id, "token", SENT);
            String secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
            new Webhook(secret)
                    .verify(envelope, RawServer.headers(sentTo(CallbackFormat.STANDARD_WEBHOOKS, envelope, secret)));
        }
    }

    @Test
    void givenAnEnvelope_whenSent_thenTheReferenceLibraryVerifiesItAndAn202Acknowledges() throws Exception {
        String secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
        for (CallbackFormat format : List.of(CallbackFormat.STANDARD_WEBHOOKS, CallbackFormat.CLOUDEVENTS)) {
            String body = PunchMessage.of(
                    format,
                    Punches.of("p1", "SN1"),
                    OperationId.of("p1"),
                    "token",
                    Clock.systemUTC().instant());
            String request = sentTo(format, body, secret);
            assertThat(request).endsWith(body);
            new Webhook(secret).verify(body, RawServer.headers(request));
            String type = format == CallbackFormat.CLOUDEVENTS ? "application/cloudevents+json" : "application/json";
            assertThat(request).contains("\r\nContent-Type: " + type + "\r\n");
        }
    }

    @Test
    void givenABatch_whenSent_thenItIsTheEventsAndTheReferenceLibraryVerifiesIt() throws Exception {
        String secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
        List<String> events = Stream.of("p1", "p2")
                .map(id -> PunchMessage.event(Punches.of(id, "SN1"), OperationId.of(id)))
                .toList();
        assertThat(events.getFirst())
                .isEqualTo(PunchMessage.of(
                        CallbackFormat.CLOUDEVENTS, Punches.of("p1", "SN1"), OperationId.of("p1"), "token", SENT));
        String body = PunchMessage.batch(events.stream());
        assertThat(body).isEqualTo("[" + events.getFirst() + "," + events.getLast() + "]");
        String request = sentTo(CallbackFormat.CLOUDEVENTS_BATCH, body, secret);
        new Webhook(secret).verify(body, RawServer.headers(request));
        assertThat(request).endsWith(body).contains("\r\nContent-Type: application/cloudevents-batch+json\r\n");
    }

    private static String sentTo(CallbackFormat format, String body, String secret) throws IOException {
        try (WebhookClient client = new WebhookClient(
                        AddressPolicy.allowing(List.of(), true), Clock.systemUTC(), Duration.ofSeconds(5));
                RawServer server = new RawServer(
                        socket -> RawServer.write(socket, "HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n"))) {
            Outcome outcome = client.send(new WebhookRequest(
                            "acme", server.url(), "ST-1", OperationId.of("p1"), format, body, List.of(secret), ""))
                    .join();
            assertThat(outcome).isInstanceOf(Outcome.Acknowledged.class);
            return server.request();
        }
    }
}
