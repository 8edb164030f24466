package io.punchgate.standalone.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Managers have punches sent again, and correct them, on the running product. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ManagerJourneyIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final Installation installation;

    ManagerJourneyIT(@TempDir Path folder) {
        installation = Installation.standalone(folder, UnpackedJar.of(Installation.STANDALONE));
    }

    @BeforeAll
    void start() {
        installation.start();
    }

    @AfterAll
    void stop() {
        installation.close();
    }

    @Test
    void givenPunchesThatDidNotArrive_whenAskedFor_thenTheyAreSentAgainUnderTheirFirstIds() throws Exception {
        try (CustomerServer customer = new CustomerServer()) {
            Company company = Company.register(installation, "again");
            Map<String, String> one = company.device("AGAIN-1");
            Map<String, String> two = company.device("AGAIN-2");
            company.punch(one, Load.punchOf("never-1"));
            company.punch(two, Load.punchOf("never-2"));
            assertThat(counts(company)).isEqualTo(List.of(0, 0, 0, 2));
            assertThat(redeliver(company, "{\"status\":\"never\"}", 409)).isZero();

            company.setCallback(customer.uri(), "[1]");
            customer.failNext(4);
            company.punch(one, Load.punchOf("parked-1"));
            company.punch(two, Load.punchOf("parked-2"));
            await().atMost(SOON).until(() -> counts(company).equals(List.of(0, 0, 2, 2)));

            assertThat(redeliver(company, "{\"dry_run\":true}", 202)).isEqualTo(2);
            assertThat(customer.pushes()).isEmpty();
            assertThat(redeliver(company, "{}", 202)).isEqualTo(2);
            await().atMost(SOON).until(() -> counts(company).equals(List.of(2, 0, 0, 2)));
            assertThat(redeliver(company, "{\"status\":\"never\",\"sn\":\"AGAIN-1\"}", 202))
                    .isEqualTo(1);
            assertThat(redeliver(company, "{\"status\":\"never\",\"to\":\"2020-01-01T00:00:00Z\"}", 202))
                    .isZero();
            await().atMost(SOON).until(() -> counts(company).equals(List.of(3, 0, 0, 1)));
            assertThat(customer.usersOf("AGAIN-1")).containsExactly("parked-1", "never-1");

            assertOneIsSentAgain(company, customer);
            assertThat(redeliver(company, "{\"status\":\"delivered\",\"from\":\"2020-01-01T00:00:00Z\"}", 202))
                    .isEqualTo(3);
            await().atMost(SOON).until(() -> customer.pushes().size() == 7);
            assertMonitored(company);
        }
    }

    @Test
    void givenAPunch_whenAManagerCorrectsIt_thenReadersAndTheCallbacksThatAskedFollow() throws Exception {
        try (CustomerServer customer = new CustomerServer();
                CustomerServer erp = new CustomerServer()) {
            Company company = Company.register(installation, "corrected");
            company.setCallback(customer.uri(), "[1]");
            company.setCallback("erp", "cloudevents", erp.uri(), "[1]");
            company.punch(company.device("CORRECTED-1"), Load.punchOf("1001"));
            JsonNode punch = company.read("punches").get("data").get(0);

            JsonNode correction =
                    company.manage("corrections", """
                    {"punch_id":"%s","type":"CheckOut","reason":"wrong key"}""".formatted(punch.get("id").asString()), 201);

            await().atMost(SOON).until(() -> erp.eventsOf("CORRECTED-1").size() == 2);
            assertThat(erp.eventsOf("CORRECTED-1").getLast().type()).isEqualTo("punchgate.punch.corrected");
            assertThat(erp.pushes().getLast().body().get("data").get("id")).isEqualTo(correction.get("id"));
            JsonNode read = company.read("punches").get("data").get(0);
            assertThat(read.get("type").asString()).isEqualTo("CheckIn");
            assertThat(read.get("corrections").get(0).get("reason").asString()).isEqualTo("wrong key");
            JsonNode day = company.read("attendance?from=2026-06-21&to=2026-06-21")
                    .get("data")
                    .get(0);
            assertThat(day.get("first_in").isNull()).isTrue();
            await().atMost(SOON)
                    .until(() ->
                            company.read("deliveries/summary").get("delivered").asInt() == 3);
            assertThat(customer.pushes()).hasSize(1);
        }
    }

    private static void assertOneIsSentAgain(Company company, CustomerServer customer) throws IOException {
        JsonNode delivery = company.read("deliveries?status=delivered&sn=AGAIN-2")
                .get("data")
                .get(0);
        String id = delivery.get("id").asString();
        assertThat(company.manage("deliveries/" + id + "/redeliver", "{}", 202)
                        .get("count")
                        .asInt())
                .isEqualTo(1);
        await().atMost(SOON).until(() -> customer.pushes().size() == 4);
        assertThat(customer.pushes().getLast().realTime().get("OperationID")).isEqualTo(delivery.get("operation_id"));
        await().atMost(SOON).until(() -> counts(company).equals(List.of(3, 0, 0, 1)));
        assertThat(company.read("deliveries/" + id).get("attempts")).hasSize(4);
    }

    private static void assertMonitored(Company company) {
        await().atMost(SOON).untilAsserted(() -> {
            JsonNode monitor = company.read("deliveries/monitor");
            assertThat(monitor.get("customer").get("received").asInt()).isEqualTo(4);
            assertThat(monitor.get("customer").get("delivered").asInt()).isEqualTo(3);
            JsonNode device = monitor.get("data").get(0);
            assertThat(device.get("sn").asString()).isEqualTo("AGAIN-1");
            assertThat(device.get("last_request").get("status_code").asInt()).isEqualTo(200);
        });
    }

    private static int redeliver(Company company, String body, int status) throws IOException {
        JsonNode answer = company.manage("deliveries/redeliver", body, status);
        return answer.path("count").asInt(0);
    }

    /** Delivered, pending, parked, never. */
    private static List<Integer> counts(Company company) throws IOException {
        JsonNode summary = company.read("deliveries/summary");
        return List.of(
                summary.get("delivered").asInt(),
                summary.get("pending").asInt(),
                summary.get("parked").asInt(),
                summary.get("never").asInt());
    }
}
