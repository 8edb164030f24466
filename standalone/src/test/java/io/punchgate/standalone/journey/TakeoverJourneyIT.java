package io.punchgate.standalone.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.punchgate.runtime.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Two command sides on one database: the one that pushes is killed under load, and the other goes on. */
class TakeoverJourneyIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    private final PunchgateProcess pushing;
    private final Installation others;

    TakeoverJourneyIT(@TempDir Path folder) {
        String database = TestDatabase.freshUrl();
        Map<String, String> environment =
                Map.of("PUNCHGATE_CALLBACK_ALLOW", "127.0.0.0/8", "SPRING_DATASOURCE_URL", database);
        Path commandSide = UnpackedJar.of(Installation.COMMAND_SIDE);
        pushing = new PunchgateProcess(commandSide, folder, environment);
        others = Installation.split(folder, database, commandSide, UnpackedJar.of(Installation.QUERY_SIDE));
    }

    @AfterEach
    void stop() {
        others.close();
    }

    @Test
    void givenTwoCommandSides_whenTheOneThatPushesIsKilled_thenTheOtherPushesTheRestInOrder() throws Exception {
        pushing.start();
        pushing.awaitReady();
        others.start();
        try (CustomerServer customer = new CustomerServer();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Company company = Company.register(others, "taken-over");
            company.setCallback(customer.uri(), "[1,1,1,1,1,1,1,1,1,1]");
            List<Load> loads = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                loads.add(new Load(company, "TAKEN-" + i, company.device("TAKEN-" + i)));
            }
            loads.forEach(threads::execute);
            await().atMost(SOON).until(() -> customer.pushes().size() > 100);
            pushing.kill();
            int before = customer.pushes().size();
            await().atMost(Duration.ofSeconds(15)).until(() -> customer.pushes().size() > before + 100);
            loads.forEach(Load::stop);
            for (Load load : loads) {
                await().atMost(SOON)
                        .untilAsserted(() ->
                                assertThat(customer.usersOf(load.sn())).isEqualTo(storedUsers(company, load.sn())));
            }
        }
    }

    private static List<String> storedUsers(Company company, String sn) throws IOException {
        List<String> users = new ArrayList<>();
        JsonNode page;
        String cursor = "";
        do {
            page = company.read("punches?limit=1000&sn=" + sn + "&cursor=" + cursor);
            page.get("data").forEach(punch -> users.add(punch.get("user_id").asString()));
            cursor = page.get("next_cursor").asString();
        } while (page.get("has_more").asBoolean());
        return users;
    }
}
