package io.punchgate.query.stream;

import static io.punchgate.query.RunningQuerySide.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.CallbackId;
import io.punchgate.api.Streams;
import io.punchgate.api.delivery.Attempt;
import io.punchgate.api.delivery.DeliveryCommand.Delivered;
import io.punchgate.api.delivery.DeliveryEvent.DeliveryAttemptFailed;
import io.punchgate.api.delivery.DeliveryEvent.DeliveryRetryPlanned;
import io.punchgate.api.delivery.DeliveryEvent.PunchDeliveredLater;
import io.punchgate.api.delivery.DeliveryEvent.PunchesDelivered;
import io.punchgate.api.delivery.PunchRef;
import io.punchgate.api.delivery.Verdict;
import io.punchgate.api.device.DeviceEvent.DeviceSeen;
import io.punchgate.api.device.DeviceEvent.DeviceWentOffline;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.api.device.PunchType;
import io.punchgate.api.device.PushedEvent.PunchCorrected;
import io.punchgate.query.RunningQuerySide;
import io.punchgate.query.TestEvents;
import io.punchgate.query.TestPunches;
import io.punchgate.query.stream.StreamClient.Told;
import io.punchgate.runtime.TestDatabase;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

class StreamTest {

    private static final String TIME = "2026-06-21T09:30:00+05:30";

    @RegisterExtension
    static final RunningQuerySide SIDE = new RunningQuerySide(
            TestDatabase.freshUrl(),
            "--punchgate.streams.events-kept=64",
            "--punchgate.streams.comment-every=500ms",
            "--punchgate.streams.stalled-max=1s",
            "--punchgate.reads.refusal-delay=0s");

    private static StreamCustomer customer(String id) {
        return StreamCustomer.of(SIDE, id, null);
    }

    private static List<String> users(List<Told> events) {
        return events.stream()
                .map(event -> event.json().path("user_id").stringValue())
                .toList();
    }

    @Test
    void givenAListener_whenPunchesAreRecorded_thenEachIsToldAsItIsReadByItsIdAndResumedFromTheStore() {
        StreamCustomer acme = customer("resume");
        try (StreamClient live = acme.listen("?types=punch")) {
            assertThat(live.answer().headers().firstValue("Content-Type")).hasValue("text/event-stream");
            List<PunchRecorded> punches = List.of(acme.punch("1"), acme.punch("2"), acme.punch("3"));

            List<Told> told = live.next(3);

            assertThat(told).extracting(Told::type).containsOnly("punch");
            for (int i = 0; i < 3; i++) {
                HttpResponse<String> read = SIDE.getWith(
                        acme.key(), "/api/v1/punches/" + punches.get(i).punchId());
                assertThat(told.get(i).json()).isEqualTo(json(read));
            }
            assertThat(told.getFirst().json().path("label").stringValue()).isEqualTo("Main Gate");
            assertThat(told.getFirst().json().path("service_tag_id").stringValue())
                    .isEqualTo("ST-1");
            IntStream.range(0, 100).forEach(i -> acme.punch("later " + i));
            try (StreamClient resumed =
                    acme.listen("?types=punch", told.getFirst().id())) {
                assertThat(resumed.next(102).subList(0, 2)).isEqualTo(told.subList(1, 3));
            }
        }
    }

    @Test
    void givenPunches_whenAStreamBeginsAtATime_thenItTellsThoseRecordedThenOrLater() {
        StreamCustomer acme = customer("since");
        acme.punch("before");
        Instant since = Instant.now();
        acme.punch("then");
        acme.punch("later");
        try (StreamClient client = acme.listen("?types=punch&since=" + since)) {
            assertThat(users(client.next(2))).containsExactly("then", "later");
            acme.punch("live");
            assertThat(users(client.next(1))).containsExactly("live");
        }
    }

    @Test
    void givenDeliveries_whenOneEventTellsOfSeveral_thenEachHasItsIdAndTheAttemptsSoFar() {
        StreamCustomer acme = customer("pushed");
        CallbackId callback = CallbackId.ofDefault("pushed");
        SIDE.append(Streams.customer("pushed"), TestEvents.AT, TestEvents.callback("pushed"));
        PunchRecorded one = acme.punch("1");
        PunchRecorded two = acme.punch("2");
        PunchRecorded three = acme.punch("3");
        PunchRef ref = new PunchRef(three.punchId(), three.sn(), 3);
        Instant next = Instant.parse("2026-06-21T04:01:00Z");
        Attempt failed = new Attempt(TestEvents.AT, 500, 5, null, null);
        try (StreamClient live = acme.listen("?types=delivery")) {
            SIDE.append(
                    Streams.callback(callback),
                    Instant.now(),
                    StreamCustomer.delivered(callback, one, two),
                    new DeliveryAttemptFailed(callback, ref, failed, Verdict.UNREACHABLE, null, 0),
                    new DeliveryRetryPlanned(callback, ref, 1, next, "answered 500"),
                    new PunchDeliveredLater(callback, new Delivered(ref, StreamCustomer.acknowledged(next))));

            List<Told> told = live.next(4);

            assertThat(told.get(1).id()).isEqualTo(told.getFirst().id() + ".1");
            assertThat(told.get(2).json().path("next_attempt_at").stringValue()).isEqualTo("2026-06-21T04:01:00Z");
            assertThat(told)
                    .extracting(event -> event.json().path("status").stringValue() + " "
                            + event.json().path("attempts").intValue())
                    .containsExactly("delivered 1", "delivered 1", "pending 1", "delivered 2");
            try (StreamClient resumed =
                            acme.listen("?types=delivery", told.getFirst().id());
                    StreamClient last =
                            acme.listen("?types=delivery", told.get(2).id())) {
                assertThat(resumed.next(3)).isEqualTo(told.subList(1, 4));
                assertThat(last.next()).isEqualTo(told.getLast());
            }
        }
    }

    @Test
    void givenADevice_whenItComesGoesAndIsSilent_thenEachIsToldOnceAsInTheList() {
        StreamCustomer acme = customer("present");
        String sn = acme.device().sn();
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        Instant longAgo = now.minusSeconds(200);
        SIDE.append(Streams.device("present-2"), TestEvents.AT, TestEvents.device("present-2", "present"));
        SIDE.append(Streams.device("present-2"), longAgo, new DeviceSeen("present-2", "present", longAgo, "tcp"));
        try (StreamClient live = acme.listen("?types=presence&since=" + now.minusSeconds(100))) {
            Told silent = live.next();
            assertThat(silent.data()).contains("\"sn\":\"present-2\"").contains("\"online\":false");
            SIDE.append(
                    Streams.device(sn),
                    now,
                    new DeviceSeen(sn, "present", now, "mqtt"),
                    acme.device().punch("1", TIME, null),
                    new DeviceWentOffline(sn, "present", now, "mqtt"));

            List<Told> told = live.next(2);

            assertThat(told)
                    .extracting(event -> event.json().path("online").booleanValue())
                    .containsExactly(true, false);
            assertThat(told.getLast().json())
                    .isEqualTo(json(SIDE.getWith(acme.key(), "/api/v1/presence"))
                            .path("data")
                            .get(0));
            try (StreamClient resumed = acme.listen("?types=presence", silent.id())) {
                assertThat(resumed.next(2)).isEqualTo(told);
                assertThat(resumed.rest()).isEmpty();
            }
        }
    }

    @Test
    void givenACorrection_whenRecorded_thenItIsToldWithItsPunchAndSoIsItsDelivery() {
        StreamCustomer acme = customer("corrected");
        CallbackId callback = CallbackId.ofDefault("corrected");
        PunchRecorded punch = acme.punch("1");
        try (StreamClient live = acme.listen("?types=correction,delivery")) {
            PunchCorrected correction = TestPunches.correction(punch, PunchType.MealOut, null);
            SIDE.append(Streams.device(punch.sn()), Instant.now(), correction);
            PunchRef pushed = new PunchRef(correction.correctionId(), punch.sn(), 2);
            Delivered delivered = new Delivered(pushed, StreamCustomer.acknowledged(TestEvents.AT));
            SIDE.append(Streams.callback(callback), Instant.now(), new PunchesDelivered(callback, List.of(delivered)));

            List<Told> told = live.next(2);

            JsonNode data = told.getFirst().json();
            assertThat(told.getFirst().type()).isEqualTo("correction");
            assertThat(data.path("punch_id").stringValue()).isEqualTo(punch.punchId());
            assertThat(data.path("void").booleanValue()).isFalse();
            assertThat(data.path("type").stringValue()).isEqualTo("MealOut");
            assertThat(told.getLast().json().path("kind").stringValue()).isEqualTo("correction");
            assertThat(told.getLast().json().path("punch_id").stringValue()).isEqualTo(punch.punchId());
            try (StreamClient resumed =
                    acme.listen("?types=delivery", told.getFirst().id())) {
                assertThat(resumed.next()).isEqualTo(told.getLast());
            }
        }
    }
}
