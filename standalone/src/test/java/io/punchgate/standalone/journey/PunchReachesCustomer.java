package io.punchgate.standalone.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The main job, from the device's request to the customer's server and back through the read APIs, however it is run. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PunchReachesCustomer {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration PROVED_MAX = Duration.ofSeconds(10);

    private static final String PRODUCT_PAGE_PUNCH =
            "{\"user_id\":\"1001\",\"att_time\":\"2026-06-21 09:30:00\",\"att_state\":1,\"input_type\":50}";

    final Installation installation;

    PunchReachesCustomer(Installation installation) {
        this.installation = installation;
    }

    final Installation installation() {
        return installation;
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
    void givenTheProductPagesPunch_whenSent_thenItIsStoredPushedAndReadBack() throws Exception {
        try (CustomerServer customer = new CustomerServer()) {
            Company company = Company.register(installation, "main-job");
            company.setCallback(customer.uri(), "[1,1,1]");
            Map<String, String> device = company.device("SN7A2300583");

            Http.Answer answer = company.punch(device, PRODUCT_PAGE_PUNCH);

            assertThat(answer.body()).isEqualTo("{\"ok\":true}");
            await().atMost(SOON).until(() -> !customer.pushes().isEmpty());
            CustomerServer.Push push = customer.pushes().getFirst();
            assertThat(push.uri().getQuery()).startsWith("stgid=");
            assertThat(push.realTime().get("LabelName").asString()).isEqualTo("Main Gate");
            assertThat(push.realTime().get("AuthToken").asString()).matches("[A-Za-z0-9]{32}");
            assertThat(push.punchLog().toString())
                    .isEqualTo("{\"Type\":\"CheckIn\",\"InputType\":\"Others\",\"UserId\":\"1001\","
                            + "\"LogTime\":\"2026-06-21 09:30:00 GMT +0530\"}");

            assertReadBack(company, push);
        }
    }

    private static void assertReadBack(Company company, CustomerServer.Push push) throws IOException {
        JsonNode punch = company.read("punches").get("data").get(0);
        assertThat(punch.get("time").asString()).isEqualTo("2026-06-21T04:00:00Z");
        assertThat(punch.get("type").asString()).isEqualTo("CheckIn");
        JsonNode told = company.told("punch");
        assertThat(told.get("user_id").asString()).isEqualTo("1001");
        assertThat(told).isEqualTo(company.read("punches/" + told.get("id").asString()));
        JsonNode day = company.read("attendance?from=2026-06-21&to=2026-06-21")
                .get("data")
                .get(0);
        assertThat(day.get("open").asBoolean()).isTrue();
        assertThat(company.read("presence").get("data").get(0).get("online").asBoolean())
                .isTrue();
        await().atMost(SOON)
                .until(() -> company.read("deliveries/summary").get("delivered").asInt() == 1);
        JsonNode delivery =
                company.read("deliveries?status=delivered").get("data").get(0);
        assertThat(company.told("delivery").get("operation_id")).isEqualTo(delivery.get("operation_id"));
        assertThat(delivery.get("operation_id").asString())
                .isEqualTo(push.realTime().get("OperationID").asString());
    }

    @Test
    void givenAPunch_whenAnAuditorTakesItsProof_thenTheToolFindsOfflineThatNobodyChangedIt(@TempDir Path folder)
            throws Exception {
        Company company = Company.register(installation, "audited");
        assertThat(company.punch(company.device("AUDITED-1"), PRODUCT_PAGE_PUNCH)
                        .status())
                .isEqualTo(200);
        String id = company.read("punches").get("data").get(0).get("id").asString();
        Auditor auditor = new Auditor(installation, company, folder);

        await().atMost(PROVED_MAX).until(() -> auditor.save("proofs/" + id, "proof") == 200);

        auditor.saveAll();
        assertThat(auditor.verify()).startsWith("0 ").contains("by a proof of their own");
        auditor.editEvents("2026-06-21T09:30", "2026-06-21T09:00");
        assertThat(auditor.verify()).startsWith("1 ").contains("position ");
    }

    @Test
    void givenFiftyParallelCopiesOfAPunch_whenSent_thenOneIsStoredAndPushed() throws Exception {
        try (CustomerServer customer = new CustomerServer()) {
            Company company = Company.register(installation, "copies");
            company.setCallback(customer.uri(), "[1]");
            Map<String, String> device = company.device("COPIES-1");

            List<String> answers = Http.answers(
                    50, i -> company.punch(device, PRODUCT_PAGE_PUNCH).body());

            assertThat(answers).filteredOn("{\"ok\":true}"::equals).hasSize(1);
            assertThat(answers)
                    .filteredOn("{\"ok\":true,\"duplicate\":true}"::equals)
                    .hasSize(49);
            await().atMost(SOON)
                    .until(() ->
                            company.read("deliveries/summary").get("delivered").asInt() == 1);
            assertThat(company.read("punches").get("data")).hasSize(1);
            assertThat(customer.pushes()).hasSize(1);
        }
    }

    @Test
    void givenACallbackThatFails_whenPunchesComeIn_thenTheyArriveInOrderOnceItIsBack() throws Exception {
        try (CustomerServer customer = new CustomerServer()) {
            Company company = Company.register(installation, "retries");
            company.setCallback(customer.uri(), "[1,1,1,1,1,1,1,1]");
            Map<String, String> device = company.device("RETRIES-1");
            customer.failNext(2);

            List<String> users = IntStream.range(0, 5).mapToObj(i -> "u" + i).toList();
            for (String user : users) {
                assertThat(company.punch(device, Load.punchOf(user)).status()).isEqualTo(200);
            }

            await().atMost(SOON).until(() -> customer.usersOf("RETRIES-1").size() == users.size());
            assertThat(customer.usersOf("RETRIES-1")).isEqualTo(users);
        }
    }

    @Test
    void givenLoad_whenEverythingIsKilledAndStartedAgain_thenEachAcknowledgedPunchIsThereOnceAndPushedInOrderToAll()
            throws Exception {
        try (CustomerServer customer = new CustomerServer();
                CustomerServer erp = new CustomerServer();
                CustomerServer hr = new CustomerServer()) {
            Company company = Company.register(installation, "killed");
            String schedule = "[1,1,1,1,1,1,1,1,1,1]";
            company.setCallback(customer.uri(), schedule);
            company.setCallback("erp", "cloudevents-batch", erp.uri(), schedule);
            company.setCallback("hr", "standard-webhooks", hr.uri(), schedule);
            List<CustomerServer> servers = List.of(customer, erp, hr);
            List<Load> loads = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                loads.add(new Load(company, "KILLED-" + i, company.device("KILLED-" + i)));
            }
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                loads.forEach(threads::execute);
                await().atMost(SOON)
                        .until(() -> loads.stream()
                                .allMatch(load -> load.acknowledged().size() > 40));
                installation.kill();
                loads.forEach(Load::stop);
            }
            installation.start();

            for (Load load : loads) {
                assertThat(storedUsers(company, load.sn()))
                        .doesNotHaveDuplicates()
                        .containsAll(load.acknowledged());
                // What was stored but not answered before the kill is pushed as well, if later than what was.
                List<String> stored = storedUsers(company, load.sn());
                await().atMost(SOON.multipliedBy(3))
                        .untilAsserted(() -> assertThat(servers)
                                .allSatisfy(server ->
                                        assertThat(server.usersOf(load.sn())).isEqualTo(stored)));
            }
        }
    }

    private static List<String> storedUsers(Company company, String sn) throws IOException {
        List<String> users = new ArrayList<>();
        company.read("punches?limit=1000&sn=" + sn)
                .get("data")
                .forEach(punch -> users.add(punch.get("user_id").asString()));
        return users;
    }
}
