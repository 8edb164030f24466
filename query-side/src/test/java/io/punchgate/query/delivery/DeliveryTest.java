package io.punchgate.query.delivery;

import static io.punchgate.query.RunningQuerySide.json;
import static io.punchgate.query.delivery.DeliveryText.delivery;
import static io.punchgate.query.delivery.DeliveryText.summary;
import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.CallbackId;
import io.punchgate.api.DomainEvent;
import io.punchgate.api.Streams;
import io.punchgate.api.customer.CallbackSettings;
import io.punchgate.api.customer.CustomerEvent.CallbackSet;
import io.punchgate.api.customer.Role;
import io.punchgate.api.delivery.Attempt;
import io.punchgate.api.delivery.CallbackEvent.CallbackMisconfigured;
import io.punchgate.api.delivery.CallbackEvent.CallbackPaused;
import io.punchgate.api.delivery.CallbackEvent.CallbackReopened;
import io.punchgate.api.delivery.DeliveryCommand.Delivered;
import io.punchgate.api.delivery.DeliveryEvent.DeliveryAttemptFailed;
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
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class DeliveryTest {

    private static final Instant AT = TestPunches.RECORDED_AT;
    private static final Attempt DONE = new Attempt(AT, 200, 12, null, "{\"status\":\"done\"}");
    private static final Attempt REFUSED = new Attempt(AT, null, 3, "connection refused", null);

    @RegisterExtension
    static final RunningQuerySide SIDE = new RunningQuerySide();

    private static HttpResponse<String> get(String customer, String path) {
        return SIDE.getAs(customer, Role.INTEGRATOR, "/api/v1/deliveries" + path);
    }

    private static PunchRecorded punch(String customer) {
        String sn = "SN-" + customer;
        PunchRecorded punch = new TestPunches(customer, sn, "http").punch("1", "2026-06-21T09:00:00Z", null);
        SIDE.append(Streams.device(sn), AT, punch);
        return punch;
    }

    private static void setCallback(String customer) {
        SIDE.append(
                Streams.customer(customer),
                AT,
                new CallbackSet(CallbackId.ofDefault(customer), CallbackSettings.of("http://example.test/"), AT));
    }

    private static PunchRef ref(PunchRecorded punch) {
        return new PunchRef(punch.punchId(), punch.sn(), 0);
    }

    private static String list(String customer, String query) {
        return json(get(customer, query)).path("data").toString();
    }

    private static JsonNode reason(String customer, String query) {
        return json(get(customer, query)).path("data").required(0).required("reason");
    }

    private static void tell(String customer, DomainEvent... events) {
        SIDE.append(Streams.callback(CallbackId.ofDefault(customer)), AT, events);
    }

    private static void fail(PunchRecorded punch) {
        tell(
                punch.customerId(),
                new DeliveryAttemptFailed(
                        punch.customerId(),
                        null,
                        punch.sn(),
                        punch.punchId(),
                        ref(punch),
                        REFUSED,
                        Verdict.UNREACHABLE,
                        null,
                        0));
    }

    @Test
    void givenNoCallbackYet_whenAPunchIsRecorded_thenItIsNeverPushedOfItself() {
        PunchRecorded early = punch("early");
        setCallback("early");
        PunchRecorded later = punch("early");

        assertThat(list("early", ""))
                .isEqualTo("[" + delivery(early, null, "never", "0", "null", "null") + ","
                        + delivery(later, "pending", "0", "null", "null") + "]");
        assertThat(list("early", "?status=never"))
                .isEqualTo("[" + delivery(early, null, "never", "0", "null", "null") + "]");
        assertThat(get("early", "/summary").body()).isEqualTo(summary(0, 1, 0, 1));
    }

    @Test
    void givenAnAcknowledgement_whenRead_thenDeliveredWithItsAttempt() {
        setCallback("acked");
        PunchRecorded punch = punch("acked");
        tell("acked", new PunchesDelivered(CallbackId.ofDefault("acked"), List.of(new Delivered(ref(punch), DONE))));
        String attempts = """
                [{"at":"2026-06-21T04:00:01.250Z","status_code":200,"latency_ms":12,"error":null,\
                "excerpt":"{\\"status\\":\\"done\\"}"}]""";

        assertThat(list("acked", "?sn=SN-acked"))
                .isEqualTo("[" + delivery(punch, "delivered", "1", "null", "null") + "]");
        assertThat(get("acked", "/" + punch.punchId()).body())
                .isEqualTo(delivery(punch, "delivered", attempts, "null", "null"));
        assertThat(get("stranger", "/" + punch.punchId()).statusCode()).isEqualTo(404);
        assertThat(get("acked", "/summary").body()).isEqualTo(summary(1, 0, 0, 0));
    }

    @Test
    void givenFailures_whenPlannedParkedAndRedelivered_thenEachIsShown() {
        setCallback("failed");
        PunchRecorded punch = punch("failed");
        String id = punch.punchId();
        fail(punch);
        tell(
                "failed",
                new DeliveryRetryPlanned("failed", null, punch.sn(), id, 1, AT.plusSeconds(5), "connection refused"));
        assertThat(list("failed", ""))
                .isEqualTo(
                        "[" + delivery(punch, "pending", "1", "\"2026-06-21T04:00:06.250Z\"", "\"connection refused\"")
                                + "]");

        fail(punch);
        tell("failed", new DeliveryParked("failed", null, punch.sn(), id, ref(punch), 2, false, "gave up", AT));
        assertThat(list("failed", "?status=parked"))
                .isEqualTo("[" + delivery(punch, "parked", "2", "null", "\"gave up\"") + "]");
        assertThat(get("failed", "/summary").body()).isEqualTo(summary(0, 0, 1, 0));

        tell(
                "failed",
                new RedeliveryRequested("failed", null, punch.sn(), id, ref(punch), "erp", AT),
                new PunchDeliveredLater("failed", null, punch.sn(), id, new Delivered(ref(punch), DONE)));
        assertThat(list("failed", "")).isEqualTo("[" + delivery(punch, "delivered", "3", "null", "null") + "]");
        List<String> errors = new ArrayList<>();
        json(get("failed", "/" + id))
                .path("attempts")
                .forEach(each -> errors.add(each.path("error").toString()));
        assertThat(errors).containsExactly("\"connection refused\"", "\"connection refused\"", "null");
        assertThat(get("failed", "/summary").body()).isEqualTo(summary(1, 0, 0, 0));
    }

    @Test
    void givenACallbackThatTakesNothing_whenRead_thenPendingDeliveriesSayWhy() {
        setCallback("held");
        PunchRecorded punch = punch("held");
        tell("held", new CallbackMisconfigured(CallbackId.ofDefault("held"), "three rejected in a row", AT));
        assertThat(list("held", ""))
                .isEqualTo("[" + delivery(punch, "pending", "0", "null", "\"three rejected in a row\"") + "]");

        tell("held", new CallbackPaused(CallbackId.ofDefault("held"), "410 Gone", AT));
        assertThat(reason("held", "?status=pending").stringValue()).isEqualTo("410 Gone");

        tell("held", new CallbackReopened(CallbackId.ofDefault("held"), "resumed", AT));
        assertThat(reason("held", "").isNull()).isTrue();
    }

    @Test
    void givenNothing_whenRead_thenEmptyAndZero() {
        assertThat(list("nothing", "")).isEqualTo("[]");
        assertThat(get("nothing", "/summary").body()).isEqualTo(summary(0, 0, 0, 0));
        assertThat(get("nothing", "/unknown").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?status=lost",
                "?limit=0",
                "?cursor=x",
                "?customer=a",
                "/summary?sn=1",
                "?callback=Erp",
                "/summary?callback=a_b",
                "/monitor?callback=%20"
            })
    void givenAWrongFilter_whenListed_thenRefused(String query) {
        assertThat(get("wrong", query).statusCode()).isEqualTo(400);
    }
}
