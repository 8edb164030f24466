package io.punchgate.standalone.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The main job in two processes on one PostgreSQL, which an earlier version has used. */
class SplitJourneyIT extends PunchReachesCustomer {

    private static final Duration SOON = Duration.ofSeconds(20);

    SplitJourneyIT(@TempDir Path folder) {
        super(Installation.split(folder, EarlierDatabase.restored()));
    }

    /** Of {@code GATE-1}, u1 was delivered, u2 is retried, u3 and u4 wait; of {@code GATE-2}, p1 was parked, and p2 waits. */
    @Test
    void givenWhatAnEarlierVersionLeft_whenStarted_thenItsCallbackIsTheDefaultOneAndWhatWaitsGoesOutInOrder()
            throws Exception {
        try (CustomerServer customer = new CustomerServer()) {
            Company company = Company.existing(installation(), "acme");
            JsonNode callbacks = company.callbacks();
            assertThat(callbacks).hasSize(1);
            assertThat(callbacks.get(0).get("name").asString()).isEqualTo("default");
            assertThat(callbacks.get(0).get("state").asString()).isEqualTo("paused");
            assertThat(callbacks.get(0).get("format").asString()).isEqualTo("realtime");
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(deliveries(company))
                            .containsExactly(
                                    "GATE-1 delivered 1",
                                    "GATE-2 parked 5",
                                    "GATE-1 pending 2",
                                    "GATE-1 pending 0",
                                    "GATE-2 pending 0",
                                    "GATE-1 pending 0"));

            company.setCallback(customer.uri(), "[1]");
            company.punch(company.newTokenOf("GATE-1"), Load.punchOf("u5"));
            company.resume();

            await().atMost(SOON).until(() -> customer.usersOf("GATE-1").size() == 4);
            await().atMost(SOON).until(() -> customer.usersOf("GATE-2").size() == 1);
            assertThat(customer.usersOf("GATE-1")).containsExactly("u2", "u3", "u4", "u5");
            assertThat(customer.usersOf("GATE-2")).containsExactly("p2");
            await().atMost(SOON)
                    .until(() ->
                            company.read("deliveries/summary").get("delivered").asInt() == 6);
            company.manage("deliveries/redeliver", "{}", 202);
            await().atMost(SOON).until(() -> customer.usersOf("GATE-2").size() == 2);
        }
    }

    private static List<String> deliveries(Company company) throws IOException {
        return company.read("deliveries")
                .get("data")
                .valueStream()
                .map(each ->
                        each.get("sn").asString() + " " + each.get("status").asString() + " "
                                + each.get("attempts").asInt())
                .toList();
    }
}
