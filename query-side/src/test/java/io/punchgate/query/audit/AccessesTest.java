package io.punchgate.query.audit;

import static io.punchgate.query.TestEvents.AT;
import static io.punchgate.query.TestEvents.customer;
import static io.punchgate.query.TestEvents.device;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.punchgate.api.Streams;
import io.punchgate.api.customer.Role;
import io.punchgate.query.RunningQuerySide;
import io.punchgate.runtime.access.Caller;
import io.punchgate.runtime.access.ReadLimits;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.json.JsonMapper;

class AccessesTest {

    private static final String ACCESSES = "/api/audit/v1/accesses";

    @RegisterExtension
    static final RunningQuerySide SIDE = new RunningQuerySide();

    @BeforeAll
    static void register() {
        SIDE.append(Streams.customer("acme"), AT, customer("acme"));
        SIDE.append(Streams.device("SN1"), AT, device("SN1", "acme"));
        SIDE.append(Streams.customer("other"), AT, customer("other"));
        SIDE.append(Streams.device("SN2"), AT, device("SN2", "other"));
        await().until(() -> SIDE.get("/api/admin/v1/devices/SN2").statusCode() == 200);
    }

    @Test
    void givenCallsOfOperatorsAndKeys_whenAccessesAreRead_thenAnAuditorSeesThoseAboutItsCustomer() {
        SIDE.get("/api/admin/v1/devices/SN1");
        SIDE.get("/api/admin/v1/devices/SN2");
        SIDE.get("/api/admin/v1/customers/other");
        SIDE.getAs("other", Role.MANAGER, "/api/v1/punches?user_id=1001");
        SIDE.getAs("acme", Role.INTEGRATOR, "/api/v1/punches");

        List<String> seen = actions(SIDE.getAs("acme", Role.AUDITOR, ACCESSES));

        assertThat(seen)
                .contains("operator GET /api/admin/v1/devices/SN1")
                .last(InstanceOfAssertFactories.STRING)
                .matches("test \\(key-\\d+\\) GET " + ACCESSES);
        assertThat(seen).noneMatch(line -> line.contains("SN2") || line.contains("other") || line.contains("punches"));
        assertThat(actions(SIDE.get(ACCESSES)))
                .contains("operator GET /api/admin/v1/customers/other")
                .anyMatch(line -> line.endsWith(") GET /api/v1/punches"))
                .noneMatch(line -> line.contains("1001"));
        assertThat(SIDE.getAs("acme", Role.MANAGER, ACCESSES).statusCode()).isEqualTo(403);
        assertThat(SIDE.get(ACCESSES + "?from=2100-01-01").body()).isEmpty();
        assertThat(SIDE.get(ACCESSES + "?user_id=1").statusCode()).isEqualTo(400);
    }

    /** Each read of the log and of the history takes a turn, of which none is left. */
    @Test
    void givenHead_whenALongAnswerIsAskedFor_thenItsHeadersComeWithoutReadingAny() {
        ReadLimits limits = SIDE.bean(ReadLimits.class);
        try (ReadLimits.Permit one = limits.turn(new Caller.Operator());
                ReadLimits.Permit other = limits.turn(new Caller.Operator())) {
            assertThat(one).isNotSameAs(other);
            for (String path : List.of(ACCESSES, "/api/audit/v1/events", "/api/audit/v1/events?proof=true")) {
                HttpResponse<String> head = SIDE.ask("HEAD", null, path, BodyHandlers.ofString());

                assertThat(head.statusCode()).isEqualTo(200);
                assertThat(head.headers().firstValue("Content-Type")).hasValue("application/x-ndjson");
            }
            assertThat(SIDE.ask("HEAD", null, ACCESSES + "?user=1", BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(400);
        }
    }

    private static List<String> actions(HttpResponse<String> answer) {
        return answer.body()
                .lines()
                .map(JsonMapper.shared()::readTree)
                .map(line ->
                        line.path("who").asString() + " " + line.path("action").asString())
                .toList();
    }
}
