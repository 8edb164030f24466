package io.punchgate.query.audit;

import static io.punchgate.query.RunningQuerySide.json;
import static io.punchgate.query.TestEvents.AT;
import static io.punchgate.query.TestEvents.customer;
import static io.punchgate.query.TestEvents.device;
import static io.punchgate.query.TestEvents.settings;
import static io.punchgate.query.TestPunches.correction;
import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.Streams;
import io.punchgate.api.customer.CustomerEvent.CustomerChanged;
import io.punchgate.api.customer.CustomerSettings;
import io.punchgate.api.customer.Pairing;
import io.punchgate.api.customer.Role;
import io.punchgate.api.device.DeviceEvent.DeviceChanged;
import io.punchgate.api.device.DeviceEvent.DeviceSeen;
import io.punchgate.api.device.DeviceEvent.DeviceWentOffline;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.api.device.PunchType;
import io.punchgate.query.RunningQuerySide;
import io.punchgate.query.TestPunches;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class AsOfTest {

    private static final String AUDIT = "/api/audit/v1";
    private static final String DAYS = "/attendance?from=2026-06-21&to=2026-06-22";
    private static final Instant NOON = AT.plus(Duration.ofHours(12));
    private static final Instant LATER = AT.plus(Duration.ofDays(3));
    private static final TestPunches GATE = new TestPunches("acme", "SN1", "http");

    @RegisterExtension
    static final RunningQuerySide SIDE = new RunningQuerySide();

    /** Positions 1 to 3: customer, device, sighting; 4 and 5: an in and an out of the morning. All else came later. */
    @BeforeAll
    static void record() {
        PunchRecorded in = GATE.punch("1001", "2026-06-21T09:00:00+05:30", PunchType.CheckIn);
        PunchRecorded out = GATE.punch("1001", "2026-06-21T11:00:00+05:30", PunchType.CheckOut);
        SIDE.append(Streams.customer("acme"), AT, customer("acme"));
        SIDE.append(
                Streams.device("SN1"),
                AT,
                device("SN1", "acme"),
                new DeviceSeen("SN1", "acme", NOON.minusSeconds(60), "tcp", null, null));
        SIDE.append(Streams.device("SN1"), AT.plusSeconds(1), in, out);
        SIDE.append(Streams.device("MOVED"), AT.plusSeconds(2), device("MOVED", "before"));
        SIDE.append(
                Streams.device("SN1"),
                LATER,
                correction(in, PunchType.CheckOut, null),
                correction(out, null, "2026-06-21T15:00:00+05:30"),
                GATE.punch("1001", "2026-06-21T08:00:00+05:30", PunchType.CheckIn),
                GATE.punch("0999", "2026-06-21T08:00:00+05:30", PunchType.CheckIn),
                new DeviceSeen("SN1", "acme", LATER, "http", null, null),
                new DeviceWentOffline("SN1", "acme", LATER.plusSeconds(1), "http"),
                new DeviceChanged("SN1", "other", settings("other"), LATER));
        SIDE.append(Streams.device("SN1"), LATER, new DeviceChanged("SN1", "acme", settings("acme"), LATER));
        SIDE.append(
                Streams.customer("acme"),
                LATER,
                new CustomerChanged("acme", new CustomerSettings("Acme", Pairing.ALTERNATING, 1, null), LATER));
        SIDE.append(
                Streams.device("MOVED"),
                LATER,
                new DeviceSeen("MOVED", "before", LATER, "tcp", null, null),
                new DeviceChanged("MOVED", "after", settings("after"), LATER));
    }

    @Test
    void givenWhatCameLater_whenPunchesAreAskedForAsOfBefore_thenTheyAreAsTheyWere() {
        String then = data(get("/punches?as_of=" + NOON));

        assertThat(then).contains("\"state_raw\"").doesNotContain("forgot", "0999");
        assertThat(json(get("/punches?as_of=" + NOON)).path("data")).hasSize(2);
        assertThat(data(get("/punches?as_of_position=5"))).isEqualTo(then);
        assertThat(json(get("/punches?as_of_position=4")).path("data")).hasSize(1);
        assertThat(data(get("/punches?order=time&as_of=" + NOON))).isEqualTo(then);
        assertThat(data(get("/punches?as_of=2026-06-01T00:00:00Z"))).isEqualTo("[]");
        assertThat(data(get("/punches?as_of=" + LATER.plusSeconds(1))))
                .isEqualTo(data(SIDE.getAs("acme", Role.INTEGRATOR, "/api/v1/punches")));
        assertThat(data(get("/punches?limit=1&as_of=" + NOON))).isNotEqualTo(then);
        String cursor = json(get("/punches?as_of=" + NOON)).path("next_cursor").asString();
        assertThat(data(get("/punches?as_of=" + NOON + "&cursor=" + cursor))).isEqualTo("[]");
    }

    @Test
    void givenCorrectionsAndOtherRules_whenDaysAreAskedForAsOfBefore_thenTheyAreAsTheyWere() {
        HttpResponse<String> then = get(DAYS + "&as_of=" + NOON);

        assertThat(json(then).path("data")).singleElement().satisfies(day -> {
            assertThat(day.path("user_id").asString()).isEqualTo("1001");
            assertThat(day.path("worked_seconds").asLong()).isEqualTo(2 * 3600);
            assertThat(day.path("punches").asInt()).isEqualTo(2);
        });
        assertThat(json(then).path("rules").asString()).isEqualTo("pairing-1");
        assertThat(data(get(DAYS + "&as_of_position=5"))).isEqualTo(data(then));
        assertThat(data(get(DAYS + "&as_of=" + LATER.plusSeconds(1))))
                .isNotEqualTo(data(then))
                .isEqualTo(data(SIDE.getAs("acme", Role.INTEGRATOR, "/api/v1" + DAYS)));
    }

    @Test
    void givenSightingsAndDepartures_whenPresenceIsAskedForAsOfBefore_thenItIsAsItWas() {
        assertThat(json(get("/presence?as_of_position=2")).path("data"))
                .singleElement()
                .satisfies(device -> {
                    assertThat(device.path("online").asBoolean()).isFalse();
                    assertThat(device.path("last_seen").isNull()).isTrue();
                });
        // The punches were recorded before the sighting, by their own times.
        assertThat(json(get("/presence?as_of=" + NOON)).path("data"))
                .singleElement()
                .satisfies(device -> {
                    assertThat(device.path("sn").asString()).isEqualTo("SN1");
                    assertThat(device.path("label").asString()).isEqualTo("Main Gate");
                    assertThat(device.path("last_seen").asString()).isNotEqualTo(LATER.toString());
                });
        assertThat(json(get("/presence?as_of=" + LATER.plusSeconds(1))).path("data"))
                .singleElement()
                .satisfies(device -> {
                    assertThat(device.path("last_seen").asString()).isEqualTo(LATER.toString());
                    assertThat(device.path("transport").asString()).isEqualTo("http");
                    assertThat(device.path("online").asBoolean()).isFalse();
                });
        assertThat(data(get("/presence?as_of=2026-06-01T00:00:00Z"))).isEqualTo("[]");
    }

    @Test
    void givenADeviceThatIsAnotherCustomersSince_whenPresenceIsAskedForAsOfBefore_thenTheOneThatHadItSeesIt() {
        for (String customer : List.of("before", "after")) {
            for (Instant moment : List.of(NOON, LATER.plusSeconds(1))) {
                JsonNode devices = json(SIDE.getAs(customer, Role.AUDITOR, AUDIT + "/presence?as_of=" + moment))
                        .path("data");
                if (customer.equals("before") == moment.equals(NOON)) {
                    assertThat(devices).singleElement().satisfies(device -> {
                        assertThat(device.path("sn").asString()).isEqualTo("MOVED");
                        assertThat(device.path("last_seen").isNull()).isEqualTo(moment.equals(NOON));
                    });
                } else {
                    assertThat(devices).isEmpty();
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/punches?", DAYS + "&", "/presence?"})
    void givenAnotherRoleOrNoMoment_whenAsked_thenRefused(String list) {
        assertThat(SIDE.getAs("acme", Role.INTEGRATOR, AUDIT + list + "as_of=" + NOON)
                        .statusCode())
                .isEqualTo(403);
        assertThat(data(SIDE.get(AUDIT + list + "customer_id=acme&as_of=" + NOON)))
                .isEqualTo(data(get(list + "as_of=" + NOON)));
        assertThat(json(SIDE.get(AUDIT + list + "as_of=" + NOON)).path("field").asString())
                .isEqualTo("customer_id");
        assertThat(json(get(list + "as_of=" + NOON + "&customer_id=other"))
                        .path("field")
                        .asString())
                .isEqualTo("customer_id");
    }

    @ParameterizedTest
    @CsvSource({
        "'', as_of",
        "as_of=2026-06-21, as_of",
        "as_of=2999-01-01T00:00:00Z, as_of",
        "as_of=2026-06-21T00:00:00Z&as_of_position=3, as_of",
        "as_of_position=-1, as_of_position",
        "as_of_position=0, as_of_position",
        "as_of_position=100000, as_of_position",
        "as_of_position=5&colour=red, colour",
    })
    void givenAWrongMoment_whenAsked_thenTheParameterIsNamed(String query, String field) {
        HttpResponse<String> answer = get("/punches?" + query);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).path("field").asString()).isEqualTo(field);
    }

    private static HttpResponse<String> get(String path) {
        return SIDE.getAs("acme", Role.AUDITOR, AUDIT + path);
    }

    private static String data(HttpResponse<String> answer) {
        assertThat(List.of(200)).contains(answer.statusCode());
        return json(answer).path("data").toString();
    }
}
