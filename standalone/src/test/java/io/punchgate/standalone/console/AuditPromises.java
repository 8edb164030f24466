package io.punchgate.standalone.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Pages tell what was changed, by whom, and what proves that nothing else was. */
interface AuditPromises {

    ConsoleStage stage();

    @Test
    default void givenACorrectedPunch_whenShown_thenItsDayAndReasonFollow() {
        String key = stage().parked("corrected");
        String id = stage().read(key, "/api/v1/punches")
                .path("data")
                .get(0)
                .path("id")
                .asString();
        String body = "{\"punch_id\":\"%s\",\"void\":true,\"reason\":\"pressed <b>twice\"}".formatted(id);
        stage().gate.text("POST", "/api/v1/corrections", body, "Authorization", "Bearer " + key);
        try (Visitor manager = stage().visitorWith(key)) {
            assertThat(manager.get("/console/punches/" + id).body())
                    .contains("voided by ", "pressed &lt;b&gt;twice", "It belongs to no day of work");
            assertThat(manager.get("/console/people/1").body()).contains("pressed &lt;b&gt;twice", ">void<");
        }
    }

    @Test
    default void givenAnAuditor_whenAPunchIsShown_thenItsProofIsThere() {
        String path = "/console/punches/" + stage().punchOf(ConsoleStage.PERSON);
        try (Visitor auditor = stage().visitor("auditor");
                Visitor integrator = stage().visitor("integrator")) {
            await().until(() -> auditor.get(path).body().contains("c2sp.org/tlog-proof@v1"));
            assertThat(auditor.get("/console/audit").body())
                    .contains("Checkpoint", "The key to check it with", "GET /console/punches/");
            assertThat(integrator.get(path).body())
                    .doesNotContain("tlog-proof@v1")
                    .contains("SHA-256");
        }
    }

    @Test
    default void givenAnAuditor_whenItLooksAtAPerson_thenWhoseMonthItWasIsNotWrittenDown() {
        try (Visitor auditor = stage().visitor("auditor")) {
            auditor.get("/console/people/somebody-in-particular");
            assertThat(auditor.get("/console/audit").body())
                    .contains("GET /console/people/-")
                    .doesNotContain("somebody-in-particular");
        }
    }

    @Test
    default void givenAnOperator_whenItHasTheReadModelsRebuilt_thenThePageAsksFirstAndNobodyElseIsToldAnything() {
        try (Visitor operator = stage().visitor("operator");
                Visitor auditor = stage().visitor("auditor")) {
            assertThat(auditor.get("/console/audit/replace").statusCode()).isEqualTo(403);
            assertThat(operator.get("/console/audit/replace").body()).contains("Rebuild and replace", "Leave it");
            List<String> before = Effects.of(stage());
            assertThat(operator.submit("/console/audit/replays", Map.of("switch", "true"))
                            .statusCode())
                    .isEqualTo(303);
            await().until(() -> operator.get("/console/audit").body().contains("puts the new tables in place"));
            await().until(() -> operator.get("/console/audit").body().contains("No row differs"));
            assertThat(Effects.of(stage())).isEqualTo(before);
            assertThat(auditor.get("/console/audit").body()).doesNotContain("puts the new tables in place");
        }
    }
}
