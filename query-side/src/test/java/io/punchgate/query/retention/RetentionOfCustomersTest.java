package io.punchgate.query.retention;

import static io.punchgate.query.RunningQuerySide.json;
import static io.punchgate.query.TestEvents.AT;
import static io.punchgate.query.TestEvents.customer;
import static io.punchgate.query.TestEvents.device;
import static io.punchgate.query.TestEvents.id;
import static io.punchgate.query.TestEvents.punch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.punchgate.api.CallbackId;
import io.punchgate.api.Streams;
import io.punchgate.api.customer.CallbackSettings;
import io.punchgate.api.customer.CustomerEvent.CallbackSet;
import io.punchgate.api.customer.CustomerEvent.CustomerChanged;
import io.punchgate.api.customer.CustomerSettings;
import io.punchgate.api.customer.Pairing;
import io.punchgate.api.customer.Role;
import io.punchgate.api.delivery.Attempt;
import io.punchgate.api.delivery.DeliveryCommand.Delivered;
import io.punchgate.api.delivery.DeliveryEvent.DeliveryAttemptFailed;
import io.punchgate.api.delivery.DeliveryEvent.PunchesDelivered;
import io.punchgate.api.delivery.PunchRef;
import io.punchgate.api.delivery.Verdict;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.query.RunningQuerySide;
import io.punchgate.query.TestPunches;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Two customers had a punch delivered and one failed, twice and 40 days apart; "brief" keeps its punches for 35 days. */
class RetentionOfCustomersTest {

    private static final Instant LATER = AT.plus(Duration.ofDays(40));

    @RegisterExtension
    static final RunningQuerySide SIDE = new RunningQuerySide();

    private final JdbcClient jdbc = JdbcClient.create(SIDE.bean(DataSource.class));

    private static void tell(Instant at, String customer, String sn) {
        String delivered = customer + "-delivered-" + at;
        String failed = customer + "-failed-" + at;
        PunchRecorded corrected = punch(delivered, sn, customer, at);
        SIDE.append(
                Streams.device(sn),
                at,
                corrected,
                punch(failed, sn, customer, at),
                TestPunches.correction(corrected, null, null));
        SIDE.append(
                Streams.callback(CallbackId.ofDefault(customer)),
                at,
                new PunchesDelivered(
                        CallbackId.ofDefault(customer),
                        List.of(new Delivered(
                                new PunchRef(id(delivered), sn, 1), new Attempt(at, 200, 3, null, "done " + at)))),
                new DeliveryAttemptFailed(
                        CallbackId.ofDefault(customer),
                        new PunchRef(id(failed), sn, 2),
                        new Attempt(at, 500, 3, "status 500", "oh no " + at),
                        Verdict.UNREACHABLE,
                        null,
                        0.5));
    }

    private static JsonNode read(String customer, String path) {
        return json(SIDE.getAs(customer, Role.INTEGRATOR, "/api/v1/" + path));
    }

    private List<String> excerpts(String customer) {
        return jdbc.sql("""
                        select first_excerpt from query.delivery where customer_id = ? and first_excerpt is not null
                        union all
                        select excerpt from query.delivery_attempt join query.delivery using (punch_id) where customer_id = ?
                        order by 1""").params(customer, customer).query(String.class).list();
    }

    private long corrections(String customer) {
        return jdbc.sql("select count(*) from query.punch_correction where customer_id = ?")
                .param(customer)
                .query(Long.class)
                .single();
    }

    @Test
    void givenACustomerThatKeepsPunchesForDays_whenTheyAreOver_thenItsPunchesAndAttemptsGoAndNobodyElses() {
        for (String customer : List.of("brief", "acme")) {
            SIDE.append(Streams.customer(customer), AT, customer(customer));
            SIDE.append(
                    Streams.customer(customer),
                    AT,
                    new CallbackSet(CallbackId.ofDefault(customer), CallbackSettings.of("http://example.test/"), AT));
            SIDE.append(Streams.device("SN-" + customer), AT, device("SN-" + customer, customer));
            tell(AT, customer, "SN-" + customer);
        }
        SIDE.append(
                Streams.customer("brief"),
                AT,
                new CustomerChanged("brief", new CustomerSettings("Brief", Pairing.BY_TYPE, 16, 35), AT));
        tell(LATER, "brief", "SN-brief");
        tell(LATER, "acme", "SN-acme");
        await().until(() -> excerpts("brief").size() == 4 && excerpts("acme").size() == 4);

        SIDE.bean(Retention.class).removeByCustomer(LATER.plusSeconds(1));

        assertThat(json(SIDE.get("/api/admin/v1/customers/brief"))
                        .path("retention_days")
                        .intValue())
                .isEqualTo(35);
        assertThat(read("brief", "punches")
                        .path("data")
                        .valueStream()
                        .map(each -> each.path("recorded_at").stringValue()))
                .containsExactly(LATER.toString(), LATER.toString());
        assertThat(read("acme", "punches").path("data")).hasSize(4);
        assertThat(corrections("brief")).isEqualTo(1);
        assertThat(corrections("acme")).isEqualTo(2);
        assertThat(excerpts("brief")).containsExactly("done " + LATER, "oh no " + LATER);
        assertThat(excerpts("acme")).hasSize(4);
        assertThat(read("brief", "deliveries/summary").path("received").intValue())
                .isEqualTo(4);

        assertThatAReplayFindsNoDifference();
    }

    private static void assertThatAReplayFindsNoDifference() {
        String replay = "/api/audit/v1/replays/"
                + json(SIDE.post(null, "/api/audit/v1/replays", "{}"))
                        .path("id")
                        .stringValue();
        await().until(() ->
                !"running".equals(json(SIDE.get(replay)).path("status").stringValue()));
        JsonNode ended = json(SIDE.get(replay));
        assertThat(ended.path("status").stringValue()).isEqualTo("done");
        assertThat(ended.path("differences").size()).as(ended.toString()).isZero();
    }
}
