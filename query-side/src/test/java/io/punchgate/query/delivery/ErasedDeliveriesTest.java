package io.punchgate.query.delivery;

import static io.punchgate.query.RunningQuerySide.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.CallbackId;
import io.punchgate.api.DomainEvent;
import io.punchgate.api.Streams;
import io.punchgate.api.customer.CallbackSettings;
import io.punchgate.api.customer.CustomerEvent.CallbackSet;
import io.punchgate.api.customer.CustomerEvent.PersonErased;
import io.punchgate.api.customer.Role;
import io.punchgate.api.delivery.Attempt;
import io.punchgate.api.delivery.DeliveryCommand.Delivered;
import io.punchgate.api.delivery.DeliveryEvent.DeliveryAttemptFailed;
import io.punchgate.api.delivery.DeliveryEvent.DeliveryErased;
import io.punchgate.api.delivery.DeliveryEvent.DeliveryParked;
import io.punchgate.api.delivery.DeliveryEvent.DeliveryRetryPlanned;
import io.punchgate.api.delivery.DeliveryEvent.PunchDeliveredLater;
import io.punchgate.api.delivery.DeliveryEvent.PunchesDelivered;
import io.punchgate.api.delivery.DeliveryEvent.RedeliveryRequested;
import io.punchgate.api.delivery.PunchRef;
import io.punchgate.api.delivery.Verdict;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.query.RunningQuerySide;
import io.punchgate.query.TestPunches;
import io.punchgate.runtime.person.PersonKeys;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Deliveries, and what servers answered to them, when their person is erased. */
class ErasedDeliveriesTest {

    private static final Instant AT = TestPunches.RECORDED_AT;

    @RegisterExtension
    static final RunningQuerySide SIDE = new RunningQuerySide();

    private static JsonNode get(String customer, String path) {
        return json(SIDE.getAs(customer, Role.INTEGRATOR, "/api/v1/deliveries" + path));
    }

    private static void setCallback(String customer) {
        SIDE.append(
                Streams.customer(customer),
                AT,
                new CallbackSet(CallbackId.ofDefault(customer), CallbackSettings.of("http://example.test/"), AT));
    }

    private static PunchRecorded punch(String customer, String user) {
        String sn = "SN-" + customer;
        PunchRecorded punch = new TestPunches(customer, sn, "http").punch(user, "2026-06-21T09:00:00Z", null);
        SIDE.append(Streams.device(sn), AT, punch);
        return punch;
    }

    private static UUID person(String customer, String user) {
        return SIDE.bean(PersonKeys.class).personOf(customer, user).orElseThrow();
    }

    private static void erase(String customer, UUID... persons) {
        SIDE.append(Streams.customer(customer), AT, new PersonErased(customer, "e1", List.of(persons), "k1", AT));
    }

    private static PunchRef ref(PunchRecorded punch) {
        return new PunchRef(punch.punchId(), punch.sn(), 0);
    }

    private static CallbackId callback(PunchRecorded punch) {
        return CallbackId.ofDefault(punch.customerId());
    }

    private static void tell(PunchRecorded punch, DomainEvent... events) {
        SIDE.append(Streams.callback(callback(punch)), AT, events);
    }

    /** An attempt as the push keeps it of that punch. */
    private static Attempt answered(PunchRecorded punch, String excerpt) {
        byte[] sealed = SIDE.bean(PersonKeys.class)
                .find(person(punch.customerId(), String.valueOf(punch.userId())))
                .orElseThrow()
                .seal(excerpt.getBytes(StandardCharsets.UTF_8), punch.punchId());
        return new Attempt(AT, 500, 12, null, null, Base64.getEncoder().encodeToString(sealed));
    }

    private static DeliveryAttemptFailed failed(PunchRecorded punch, String excerpt) {
        return new DeliveryAttemptFailed(
                callback(punch), ref(punch), answered(punch, excerpt), Verdict.REJECTED, null, 0);
    }

    private static String status(PunchRecorded punch) {
        return get(punch.customerId(), "/" + punch.punchId()).path("status").stringValue();
    }

    private static List<String> listed(String customer, String status) {
        return get(customer, "?status=" + status)
                .path("data")
                .valueStream()
                .map(row -> row.path("punch_id").stringValue())
                .toList();
    }

    @Test
    void givenDeliveriesOfEachStatus_whenThePersonIsErased_thenThoseThatWaitEndAndTheSumsHold() {
        PunchRecorded never = punch("each", "1");
        setCallback("each");
        PunchRecorded pending = punch("each", "1");
        PunchRecorded parked = punch("each", "1");
        PunchRecorded delivered = punch("each", "1");
        PunchRecorded other = punch("each", "2");
        tell(
                pending,
                failed(pending, "no"),
                new DeliveryRetryPlanned(callback(pending), ref(pending), 1, AT.plusSeconds(5), "rejected"),
                new DeliveryParked(callback(parked), ref(parked), 1, true, "rejected", AT),
                new PunchesDelivered(
                        callback(delivered), List.of(new Delivered(ref(delivered), answered(delivered, "ok")))));

        erase("each", person("each", "1"));

        assertThat(listed("each", "erased")).containsExactly(pending.punchId(), parked.punchId());
        assertThat(listed("each", "pending")).containsExactly(other.punchId());
        assertThat(List.of(status(never), status(delivered), status(other)))
                .containsExactly("never", "delivered", "pending");
        JsonNode ended = get("each", "/" + pending.punchId());
        assertThat(ended.path("reason").isNull()
                        && ended.path("next_attempt_at").isNull())
                .isTrue();
        assertThat(get("each", "/summary").toString())
                .isEqualTo("{\"received\":5,\"delivered\":1,\"pending\":1,\"parked\":0,\"never\":1,\"erased\":2}");
        JsonNode device = get("each", "/monitor?callback=default").path("data").path(0);
        assertThat(device.path("erased").asInt()).isEqualTo(2);
        assertThat(device.path("pending").asInt()).isEqualTo(1);
        assertThat(device.path("next_attempt_at").isNull()).isTrue();
    }

    @Test
    void givenAnErasedPerson_whenThePushTellsMoreOfIt_thenOnlyAnAcknowledgementCounts() {
        setCallback("late");
        PunchRecorded acked = punch("late", "1");
        PunchRecorded failed = punch("late", "1");
        PunchRecorded asked = punch("late", "1");
        DeliveryAttemptFailed failure = failed(failed, "no");
        Delivered ack = new Delivered(ref(acked), answered(acked, "ok"));

        erase("late", person("late", "1"));
        tell(
                acked,
                new PunchDeliveredLater(callback(acked), ack),
                failure,
                new DeliveryRetryPlanned(callback(failed), ref(failed), 1, AT.plusSeconds(5), "rejected"),
                new DeliveryParked(callback(failed), ref(failed), 1, true, "rejected", AT),
                new RedeliveryRequested(callback(asked), ref(asked), "erp", AT));
        assertThat(status(asked)).isEqualTo("pending");
        tell(
                asked,
                new DeliveryErased(callback(asked), ref(asked), AT),
                new DeliveryErased(callback(acked), ref(acked), AT));

        assertThat(List.of(status(acked), status(failed), status(asked)))
                .containsExactly("delivered", "erased", "erased");
        assertThat(get("late", "/summary").toString())
                .isEqualTo("{\"received\":3,\"delivered\":1,\"pending\":0,\"parked\":0,\"never\":0,\"erased\":2}");
    }

    @Test
    void givenAnswersThatNameAPerson_whenItIsErased_thenTheirExcerptsAreBlankWhereverTheyStood() {
        setCallback("said");
        PunchRecorded atOnce = punch("said", "1");
        PunchRecorded later = punch("said", "1");
        PunchRecorded other = punch("said", "2");
        tell(
                atOnce,
                new PunchesDelivered(
                        callback(atOnce),
                        List.of(
                                new Delivered(ref(other), answered(other, "hello two")),
                                new Delivered(ref(atOnce), answered(atOnce, "hello canary")))),
                failed(later, "no canary"));
        assertThat(get("said", "/" + atOnce.punchId()).toString()).contains("\"excerpt\":\"hello canary\"");
        assertThat(get("said", "/" + later.punchId()).toString()).contains("\"excerpt\":\"no canary\"");
        assertThat(get("said", "/monitor").toString()).contains("canary");

        erase("said", person("said", "1"));

        for (PunchRecorded punch : List.of(atOnce, later)) {
            JsonNode attempt =
                    get("said", "/" + punch.punchId()).path("attempts").path(0);
            assertThat(attempt.path("excerpt").isNull()).isTrue();
            assertThat(attempt.path("status_code").asInt()).isEqualTo(500);
        }
        assertThat(get("said", "/monitor").toString()).doesNotContain("canary");
        assertThat(get("said", "/" + other.punchId()).toString()).contains("\"excerpt\":\"hello two\"");
    }
}
