package io.punchgate.query.delivery;

import static io.punchgate.query.RunningQuerySide.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.punchgate.api.CallbackId;
import io.punchgate.api.Streams;
import io.punchgate.api.customer.CallbackFilter;
import io.punchgate.api.customer.CallbackFormat;
import io.punchgate.api.customer.CallbackSettings;
import io.punchgate.api.customer.CustomerEvent.CallbackSet;
import io.punchgate.api.customer.CustomerEvent.CustomerRegistered;
import io.punchgate.api.customer.CustomerSettings;
import io.punchgate.api.customer.Pairing;
import io.punchgate.api.customer.Role;
import io.punchgate.api.delivery.Attempt;
import io.punchgate.api.delivery.CallbackEvent.CallbackFailing;
import io.punchgate.api.delivery.DeliveryCommand.Delivered;
import io.punchgate.api.delivery.DeliveryEvent.CallbackDegraded;
import io.punchgate.api.delivery.DeliveryEvent.CallbackRecovered;
import io.punchgate.api.delivery.DeliveryEvent.DeliveryAttemptFailed;
import io.punchgate.api.delivery.DeliveryEvent.DeliveryParked;
import io.punchgate.api.delivery.DeliveryEvent.DeliveryRetryPlanned;
import io.punchgate.api.delivery.DeliveryEvent.PunchesDelivered;
import io.punchgate.api.delivery.PunchRef;
import io.punchgate.api.delivery.Verdict;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.query.RunningQuerySide;
import io.punchgate.query.TestPunches;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Checks the state of pushes by device and by customer, and that nothing is lost between. */
class MonitorTest {

    private static final Instant AT = TestPunches.RECORDED_AT;
    private static final String ACME = "acme";

    @RegisterExtension
    static final RunningQuerySide SIDE = new RunningQuerySide();

    @BeforeAll
    static void start() {
        CustomerSettings settings = new CustomerSettings("Acme", Pairing.BY_TYPE, 16, null);
        SIDE.append(
                Streams.customer(ACME),
                AT,
                new CustomerRegistered(ACME, settings, AT),
                new CallbackSet(
                        CallbackId.ofDefault(ACME),
                        new CallbackSettings(
                                "http://example.test/",
                                null,
                                CallbackFormat.CLOUDEVENTS,
                                20,
                                CallbackFilter.ALL,
                                false),
                        AT));
    }

    private static PunchRecorded punch(String sn) {
        PunchRecorded punch = new TestPunches(ACME, sn, "http").punch("1", "2026-06-21T09:00:00Z", null);
        SIDE.append(Streams.device(sn), AT, punch);
        return punch;
    }

    private static PunchRef ref(PunchRecorded punch) {
        return new PunchRef(punch.punchId(), punch.sn(), 0);
    }

    private static void say(Object... events) {
        for (Object event : events) {
            SIDE.append(Streams.callback(CallbackId.ofDefault(ACME)), AT, (io.punchgate.api.DomainEvent) event);
        }
    }

    private static DeliveryAttemptFailed failed(PunchRecorded punch, long millis) {
        Attempt attempt = new Attempt(AT.plusSeconds(5), 503, millis, null, "busy ***");
        return new DeliveryAttemptFailed(
                ACME, null, punch.sn(), punch.punchId(), ref(punch), attempt, Verdict.UNREACHABLE, null, 0);
    }

    private static JsonNode monitor(String query) {
        return json(SIDE.getAs(ACME, Role.INTEGRATOR, "/api/v1/deliveries/monitor" + query));
    }

    @Test
    void givenPushesOfTwoDevices_whenMonitored_thenEachShowsWhereItsPunchesStandAndTheCustomerTheSum() {
        PunchRecorded done = punch("GATE-1");
        PunchRecorded waiting = punch("GATE-2");
        PunchRecorded hopeless = punch("GATE-2");
        PunchRecorded queued = punch("GATE-2");
        Attempt quick = new Attempt(AT, 200, 10, null, "done");
        say(
                new PunchesDelivered(CallbackId.ofDefault(ACME), List.of(new Delivered(ref(done), quick))),
                failed(hopeless, 30),
                new DeliveryRetryPlanned(ACME, null, "GATE-2", hopeless.punchId(), 1, AT.plusSeconds(9), "busy"),
                new DeliveryParked(ACME, null, "GATE-2", hopeless.punchId(), ref(hopeless), 1, false, "busy", AT),
                failed(waiting, 50),
                new DeliveryRetryPlanned(ACME, null, "GATE-2", waiting.punchId(), 1, AT.plusSeconds(60), "busy"),
                new CallbackDegraded(ACME, null, "3 of the last 20", AT.plusSeconds(6)),
                new CallbackFailing(CallbackId.ofDefault(ACME), "busy", AT.plusSeconds(5), AT));
        assertThat(queued.punchId()).isNotEmpty();

        assertThat(monitor("?sn=GATE-1").path("data").toString()).isEqualTo("""
                [{"callback":"default","sn":"GATE-1","received":1,"delivered":1,"pending":0,"parked":0,"never":0,"erased":0,\
                "next_attempt_at":null,"last_request":{"at":"2026-06-21T04:00:01.250Z","status_code":200,\
                "latency_ms":10,"error":null,"excerpt":"done"},"mean_latency_ms":10,"queued":0}]""");
        JsonNode second = monitor("?sn=GATE-2").path("data").get(0);
        assertThat(second.path("pending").asInt()).isEqualTo(2);
        assertThat(second.path("parked").asInt()).isEqualTo(1);
        assertThat(second.path("next_attempt_at").asString()).isEqualTo("2026-06-21T04:01:01.250Z");
        assertThat(second.path("last_request").path("excerpt").asString()).isEqualTo("busy ***");
        assertThat(second.path("mean_latency_ms").asInt()).isEqualTo(40);
        JsonNode customer = monitor("").path("customer");
        assertThat(customer.path("received").asInt()).isEqualTo(4);
        assertThat(customer.path("callback_state").asString()).isEqualTo("probing");
        assertThat(customer.path("degraded_reason").asString()).isEqualTo("3 of the last 20");
        assertThat(customer.path("next_attempt_at").asString()).isEqualTo("2026-06-21T04:01:01.250Z");
        JsonNode page = monitor("?limit=1");
        assertThat(page.path("has_more").asBoolean()).isTrue();
        assertThat(monitor("?cursor=" + page.path("next_cursor").asString())
                        .path("data")
                        .get(0)
                        .path("sn")
                        .asString())
                .isEqualTo("GATE-2");
        assertOperatorsSee("3 of the last 20");
        assertMetersAgree();

        say(new CallbackRecovered(ACME, null, AT.plusSeconds(90)));
        assertThat(monitor("").path("customer").path("degraded_since").isNull()).isTrue();
    }

    private static void assertOperatorsSee(String warning) {
        JsonNode callback = json(SIDE.get("/api/admin/v1/customers/" + ACME)).path("callback");
        assertThat(callback.path("degraded_reason").asString()).isEqualTo(warning);
        assertThat(callback.path("format").asString()).isEqualTo("cloudevents");
        assertThat(callback.path("max_per_second").asInt()).isEqualTo(20);
    }

    private static void assertMetersAgree() {
        MeterRegistry meters = SIDE.bean(MeterRegistry.class);
        assertThat(meters.get("punchgate.deliveries.received").gauge().value()).isEqualTo(4);
        assertThat(meters.get("punchgate.deliveries")
                        .tag("status", "pending")
                        .gauge()
                        .value())
                .isEqualTo(2);
        assertThat(meters.get("punchgate.deliveries.unaccounted").gauge().value())
                .isZero();
        assertThat(meters.get("punchgate.callback.deliveries")
                        .tags("customer", ACME, "callback", "default", "status", "parked")
                        .gauge()
                        .value())
                .isEqualTo(1);
        assertThat(meters.get("punchgate.callbacks.degraded").gauge().value()).isEqualTo(1);
        assertThat(meters.get("punchgate.callbacks")
                        .tag("state", "probing")
                        .gauge()
                        .value())
                .isEqualTo(1);
    }

    @Test
    void givenAnotherCustomer_whenMonitored_thenItSeesNothingOfOthers() {
        JsonNode other = json(SIDE.getAs("other", Role.INTEGRATOR, "/api/v1/deliveries/monitor"));
        assertThat(other.path("data").isEmpty()).isTrue();
        assertThat(other.path("customer").path("received").asInt()).isZero();
        assertThat(SIDE.getAs("other", Role.INTEGRATOR, "/api/v1/deliveries/monitor?foo=1")
                        .statusCode())
                .isEqualTo(400);
    }
}
