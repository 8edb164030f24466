package io.punchgate.standalone.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The promises of pages about people who were erased. */
interface ErasurePromises {

    ConsoleStage stage();

    @Test
    default void givenAPersonWhoWasErased_whenPagesShowTheirPunches_thenTheySaySoAndNameNobody() {
        String key = stage().parked("erasing");
        stage().punch("SN-erasing", "soon-erased", Duration.ofMinutes(3));
        JsonNode punches = stage().read(key, "/api/v1/punches").path("data");
        String punch = "/console/punches/" + punches.get(2).path("id").asString();
        List<String> pages = List.of("/console", "/console/people", punch);
        try (Visitor manager = stage().visitorWith(key)) {
            for (String page : pages) {
                assertThat(manager.get(page).body()).as(page).contains("soon-erased");
            }

            stage().gate
                    .text(
                            "POST",
                            "/api/v1/erasures",
                            "{\"user_id\":\"soon-erased\"}",
                            "Authorization",
                            "Bearer " + key,
                            "Content-Type",
                            "application/json");

            for (String page : pages) {
                await().untilAsserted(() -> assertThat(manager.get(page).body())
                        .as(page)
                        .contains("erased person")
                        .doesNotContain("soon-erased"));
            }
            assertThat(manager.get(punch).body()).contains("erased with the person");
            assertThat(manager.get("/console/people/soon-erased").body()).contains("No punch of soon-erased");
        }
    }
}
