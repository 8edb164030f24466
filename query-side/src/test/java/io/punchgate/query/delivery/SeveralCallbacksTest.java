package io.punchgate.query.delivery;

import static io.punchgate.query.RunningQuerySide.json;
import static io.punchgate.query.delivery.DeliveryText.delivery;
import static io.punchgate.query.delivery.DeliveryText.summary;
import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.Streams;
import io.punchgate.api.customer.Role;
import io.punchgate.api.delivery.CallbackEvent.CallbackPaused;
import io.punchgate.api.delivery.OperationId;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.api.device.PunchType;
import io.punchgate.api.device.PushedEvent.PunchCorrected;
import io.punchgate.query.RunningQuerySide;
import io.punchgate.query.listing.Cursor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** A delivery is a punch and a callback that wanted it when it was recorded. */
class SeveralCallbacksTest {

    private static final List<PunchType> NO_TYPES = List.of();
    private static final List<String> NO_SNS = List.of();

    @RegisterExtension
    static final RunningQuerySide SIDE = new RunningQuerySide();

    private static JsonNode get(String customer, String path) {
        return json(SIDE.getAs(customer, Role.INTEGRATOR, "/api/v1/deliveries" + path));
    }

    private static List<String> listed(String customer, String query) {
        return get(customer, query)
                .path("data")
                .valueStream()
                .map(each -> each.path("punch_id").asString() + " "
                        + each.path("callback").asString("null") + " "
                        + each.path("status").asString())
                .toList();
    }

    private static ExpectedDeliveries threeCallbacks(String customer) {
        ExpectedDeliveries told = new ExpectedDeliveries(SIDE, customer);
        told.set("default", NO_SNS, NO_TYPES);
        told.set("erp", NO_SNS, List.of(PunchType.CheckOut));
        told.set("gate", List.of("G2"), NO_TYPES);
        return told;
    }

    @Test
    void givenFilters_whenPunchesAreRecorded_thenEachCallbackHasThoseThatItWanted() {
        ExpectedDeliveries told = threeCallbacks("filters");
        PunchRecorded in = told.punch("G1", null);
        PunchRecorded out = told.punch("G2", PunchType.CheckOut);
        told.deliver("default", in);
        told.fail("erp", out);

        String waiting = delivery(out, "erp", "pending", "1", "null", "null");
        assertThat(get("filters", "").path("data").toString())
                .isEqualTo("[" + delivery(in, "delivered", "1", "null", "null") + ","
                        + delivery(out, "pending", "0", "null", "null") + "," + waiting + ","
                        + delivery(out, "gate", "pending", "0", "null", "null") + "]");
        assertThat(get("filters", "?callback=erp").path("data").toString()).isEqualTo("[" + waiting + "]");
        assertThat(get("filters", "?retrying=true").path("data").toString()).isEqualTo("[" + waiting + "]");
        assertThat(listed("filters", "?attempts_min=1")).hasSize(2);
        assertThat(listed("filters", "?attempts_min=2")).isEmpty();
        told.fail("erp", out);
        assertThat(listed("filters", "?attempts_min=2")).containsExactly(out.punchId() + " erp pending");
        told.redeliver("default", in);
        assertThat(listed("filters", "?retrying=true"))
                .as("what was acknowledged, and is asked for again, has not failed")
                .containsExactly(out.punchId() + " erp pending");
        told.deliver("default", in);
        assertThat(listed("filters", "?punch_id=" + out.punchId())).hasSize(3);
        assertThat(listed("filters", "?callback=other")).isEmpty();
        assertThat(listed("filters", "?punch_id=no-id-of-ours")).isEmpty();
        JsonNode one = get("filters", "/" + out.punchId() + ".erp");
        assertThat(one.path("callback").asString()).isEqualTo("erp");
        assertThat(one.path("attempts").get(0).path("error").asString()).isEqualTo("refused");
        assertThat(get("filters", "/" + out.punchId()).path("callback").asString())
                .isEqualTo("default");
        assertThat(SIDE.getAs("filters", Role.INTEGRATOR, "/api/v1/deliveries/" + in.punchId() + ".erp")
                        .statusCode())
                .isEqualTo(404);
        assertThat(SIDE.getAs("filters", Role.INTEGRATOR, "/api/v1/deliveries/" + in.punchId() + ".default")
                        .statusCode())
                .isEqualTo(404);
        assertThat(get("filters", "/summary?callback=default").toString()).isEqualTo(summary(1, 1, 0, 0));
        assertThat(get("filters", "/summary").toString()).isEqualTo(summary(1, 3, 0, 0));
        assertThat(get("filters", "/summary?callback=other").toString()).isEqualTo(summary(0, 0, 0, 0));
    }

    @Test
    void givenDeliveriesOfOnePunch_whenAPageEndsBetweenThem_thenTheNextGoesOnWithTheRest() {
        ExpectedDeliveries told = threeCallbacks("paged");
        told.punch("G2", PunchType.CheckOut);
        told.punch("G2", PunchType.CheckOut);
        List<String> seen = new ArrayList<>();
        List<String> cursors = new ArrayList<>();
        for (String next = ""; seen.size() < 6; next = cursors.getLast()) {
            seen.addAll(listed("paged", "?limit=1&cursor=" + next));
            cursors.add(
                    get("paged", "?limit=1&cursor=" + next).path("next_cursor").asString());
        }

        assertThat(seen).isEqualTo(told.listed(null));
        assertThat(listed("paged", "?cursor=" + cursors.getLast())).isEmpty();
        told.punch("G1", null);
        assertThat(listed("paged", "?cursor=" + cursors.getLast())).hasSize(1);
        long first = Long.parseLong(
                Cursor.read("deliveries-2", 2, cursors.getFirst()).parts().getFirst());
        assertThat(listed("paged", "?cursor=" + Cursor.at("deliveries-1", first).text()))
                .as("a cursor of the time when a punch had one delivery")
                .isEqualTo(told.listed(null).subList(3, 7));
    }

    @Test
    void givenACallbackThatIsRemoved_whenRead_thenWhatWaitedEndedAsNeverAndTheOthersGoOn() {
        ExpectedDeliveries told = threeCallbacks("removed");
        PunchRecorded waiting = told.punch("G2", PunchType.CheckOut);
        PunchRecorded parked = told.punch("G1", PunchType.CheckOut);
        PunchRecorded done = told.punch("G1", PunchType.CheckOut);
        told.deliver("erp", done);
        told.park("erp", parked);
        SIDE.append(
                Streams.callback(told.callback("erp")),
                ExpectedDeliveries.AT,
                new CallbackPaused(told.callback("erp"), "410 Gone", ExpectedDeliveries.AT));
        assertThat(get("removed", "/" + waiting.punchId() + ".erp")
                        .path("reason")
                        .asString())
                .isEqualTo("410 Gone");
        assertThat(get("removed", "/" + waiting.punchId() + ".gate")
                        .path("reason")
                        .isNull())
                .isTrue();
        told.fail("erp", waiting);
        told.remove("erp");
        told.park("erp", waiting);
        told.fail("erp", waiting);
        JsonNode ended = get("removed", "/" + waiting.punchId() + ".erp");
        assertThat(ended.path("status").asString()).isEqualTo("never");
        assertThat(ended.path("attempts")).hasSize(2);
        assertThat(listed("removed", "?status=never&attempts_min=2")).hasSize(1);

        assertThat(listed("removed", "")).isEqualTo(told.listed(null));
        assertThat(get("removed", "/summary?callback=erp").toString()).isEqualTo(summary(1, 0, 0, 2));

        told.punch("G1", PunchType.CheckOut);
        told.set("erp", NO_SNS, NO_TYPES);
        told.redeliver("erp", parked);
        assertThat(listed("removed", "")).isEqualTo(told.listed(null));
        assertThat(get("removed", "/summary?callback=erp").toString()).isEqualTo(summary(1, 1, 0, 1));
    }

    @Test
    void givenACorrection_whenRead_thenItIsADeliveryOfItsPunchToThoseThatWantedIt() {
        ExpectedDeliveries told = threeCallbacks("corrected");
        told.set("gate", List.of("G2"), NO_TYPES, false);
        PunchRecorded punch = told.punch("G2", PunchType.CheckOut);
        PunchCorrected correction = told.correct(punch);
        told.deliver("default", correction);
        told.fail("erp", correction);

        assertThat(listed("corrected", "?punch_id=" + punch.punchId()))
                .isEqualTo(told.listed(null))
                .hasSize(5);
        assertThat(listed("corrected", "?retrying=true")).containsExactly(punch.punchId() + " erp pending");
        JsonNode one = get("corrected", "/" + correction.correctionId() + ".erp");
        assertThat(one.path("kind").asString()).isEqualTo("correction");
        assertThat(one.path("punch_id").asString()).isEqualTo(punch.punchId());
        assertThat(one.path("operation_id").asString()).isEqualTo(OperationId.of(correction.correctionId() + ".erp"));
        assertThat(get("corrected", "/" + punch.punchId()).path("kind").asString())
                .isEqualTo("punch");
        assertThat(get("corrected", "/summary").toString()).isEqualTo(summary(1, 4, 0, 0));
        told.set("default", NO_SNS, NO_TYPES, false);
        told.remove("erp");
        told.correct(punch);
        assertThat(listed("corrected", "")).isEqualTo(told.listed(null)).hasSize(5);
    }

    @Test
    void givenAPunchThatNoneWanted_whenItIsSentAgain_thenItTurnsIntoOneDeliveryPerCallback() {
        ExpectedDeliveries told = new ExpectedDeliveries(SIDE, "early");
        PunchRecorded early = told.punch("G1", null);
        assertThat(get("early", "?status=never").path("data").toString())
                .isEqualTo("[" + delivery(early, null, "never", "0", "null", "null") + "]");
        assertThat(get("early", "/" + early.punchId()).path("callback").isNull())
                .isTrue();
        told.set("default", NO_SNS, NO_TYPES);
        told.set("erp", NO_SNS, NO_TYPES);
        told.redeliver("erp", early);
        told.redeliver("default", early);
        told.deliver("erp", early);

        assertThat(listed("early", "")).isEqualTo(told.listed(null));
        assertThat(get("early", "/summary").toString()).isEqualTo(summary(1, 1, 0, 0));
        assertThat(get("early", "/monitor")
                        .path("data")
                        .valueStream()
                        .map(row -> row.path("callback").asString("null") + row.path("received"))
                        .toList())
                .containsExactly("default1", "null0", "erp1");
    }
}
