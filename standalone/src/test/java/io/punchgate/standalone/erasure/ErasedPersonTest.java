package io.punchgate.standalone.erasure;

import static io.punchgate.standalone.erasure.Person.CANARIES;
import static io.punchgate.standalone.erasure.Person.USER;
import static io.punchgate.standalone.erasure.Person.punch;
import static io.punchgate.standalone.erasure.Person.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.command.gateway.broker.LocalBroker;
import io.punchgate.standalone.database.EmbeddedDatabase;
import io.punchgate.standalone.stage.Gate;
import io.punchgate.standalone.tool.TerminalText;
import io.punchgate.standalone.tool.verify.VerifyTool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A person is erased from the whole product, on a database of its own, whose every file is searched in the end. */
@ExtendWith(OutputCaptureExtension.class)
@ResourceLock(LocalBroker.ONE_A_PROCESS)
class ErasedPersonTest {

    @Test
    void givenAPersonInEachPartOfTheProduct_whenErased_thenNothingShowsItAndAllElseGoesOn(
            @TempDir Path data, @TempDir Path work, CapturedOutput output) throws Exception {
        String shown;
        try (EmbeddedDatabase database = EmbeddedDatabase.start(data);
                CustomersServer customer = new CustomersServer()) {
            try (Gate gate = new Gate(
                    data,
                    "--spring.datasource.url=" + database.jdbcUrl(),
                    "--spring.datasource.username=" + database.username(),
                    "--spring.datasource.password=" + database.password())) {
                Acme acme = Acme.registered(gate, customer.url());
                Person.leaveTraces(acme);
                assertThat(Traces.in(read(acme), CANARIES)).containsAll(CANARIES.subList(0, 4));
                int before = verified(gate, work);
                customer.take(true);

                JsonNode answer = acme.manager("erasures", "{\"user_id\":\"" + USER + "\"}");

                assertThat(answer.path("id").asString()).hasSize(36);
                soon().until(() -> acme.deliveries("erased") == 2 && acme.deliveries("delivered") == 1);
                Person.resend(acme);
                othersGoOn(acme, customer);
                assertThat(acme.integrator("punches").path("data").valueStream())
                        .filteredOn(row -> row.path("erased").asBoolean(false))
                        .hasSize(3)
                        .allMatch(row -> row.path("user_id").isNull()
                                && row.path("att_time_raw").isNull());
                assertThat(verified(gate, work)).isGreaterThan(before);
                replay(acme);
                shown = read(acme);
                settle(gate.jdbc());
            }
        }
        assertThat(Traces.in(shown + output.getAll(), CANARIES)).isEmpty();
        assertThat(new Traces(List.of(Acme.LABEL)).in(data)).isNotEmpty();
        assertThat(new Traces(CANARIES).in(data)).isEmpty();
    }

    /** The punch behind the erased ones is pushed, and so is the next of a user id that was erased, which is somebody new. */
    private static void othersGoOn(Acme acme, CustomersServer customer) {
        acme.http("punch", punch("renewed", "2026-06-21 18:02:00"));
        soon().until(() -> acme.deliveries("delivered") == 2);
        acme.manager("erasures", "{\"user_id\":\"renewed\"}");
        int before = customer.bodies().size();
        acme.http("punch", punch("renewed", "2026-06-21 18:03:00"));
        soon().until(() -> acme.deliveries("delivered") == 3);
        assertThat(customer.bodies().subList(before, customer.bodies().size()))
                .singleElement()
                .asString()
                .contains("renewed");
        JsonNode anew = acme.integrator("punches?user_id=renewed").path("data");
        assertThat(anew.size()).isEqualTo(1);
        assertThat(anew.path(0).path("local_time").asString()).endsWith("18:03:00");
        String erased = acme.first("deliveries?status=erased").path("id").asString();
        JsonNode refused = acme.manager("deliveries/" + erased + "/redeliver", "{}");
        assertThat(refused.path("status").asInt()).isEqualTo(409);
        assertThat(refused.path("detail").asString()).contains("erased");
        JsonNode counted = acme.manager("deliveries/redeliver", "{\"status\":\"delivered\",\"dry_run\":true}");
        assertThat(counted.path("count").asInt()).isEqualTo(2);
    }

    /** Everything that anybody can read. */
    private static String read(Acme acme) {
        List<String> all = new ArrayList<>();
        for (String path : List.of(
                "punches",
                "attendance?from=2026-06-01&to=2026-06-30",
                "presence/users",
                "exports/punches?format=ndjson",
                "exports/attendance?format=csv&from=2026-06-01&to=2026-06-30",
                "deliveries",
                "deliveries/monitor")) {
            all.add(acme.text("GET", "/api/v1/" + path, "", "integrator"));
        }
        acme.integrator("deliveries")
                .path("data")
                .forEach(row ->
                        all.add(acme.integrator("deliveries/" + row.path("id").asString())
                                .toString()));
        for (String path : List.of("events", "accesses", "punches?as_of_position=1000000")) {
            all.add(acme.text("GET", "/api/audit/v1/" + path, "", "auditor"));
        }
        for (String path : List.of("", "/commands", "/rejected")) {
            all.add(acme.gate().admin("GET", "devices/" + Acme.SN + path, "").toString());
        }
        all.add(acme.gate().text("GET", "/actuator/prometheus", "", "Authorization", "Bearer " + Gate.ADMIN_TOKEN));
        all.addAll(acme.gate().rows());
        return String.join("\n", all);
    }

    /** Checks the whole export offline, and returns the number of its events. */
    private static int verified(Gate gate, Path work) throws Exception {
        String[] operator = {"Authorization", "Bearer " + Gate.ADMIN_TOKEN};
        for (String file : List.of("vkey", "checkpoint", "events")) {
            String path = file.equals("events") ? "events?proof=true" : file;
            Files.writeString(work.resolve(file), gate.text("GET", "/api/audit/v1/" + path, "", operator));
        }
        TerminalText said = new TerminalText();
        List<String> arguments = List.of(
                "--vkey=" + work.resolve("vkey"),
                "--checkpoint=" + work.resolve("checkpoint"),
                work.resolve("events").toString());
        int code = new VerifyTool().run(arguments, said.terminal());
        assertThat(code).as(said.out() + said.err()).isZero();
        return Files.readAllLines(work.resolve("events")).size();
    }

    private static void replay(Acme acme) {
        String id = JsonMapper.shared()
                .readTree(acme.text("POST", "/api/audit/v1/replays", "{}", "auditor"))
                .path("id")
                .asString();
        String path = "/api/audit/v1/replays/" + id;
        soon().until(() -> !acme.text("GET", path, "", "auditor").contains("running"));
        assertThat(acme.text("GET", path, "", "auditor")).contains("\"status\":\"done\"", "\"differences\":[]");
    }

    /** Dead rows, and pages in memory, reach the files as they would in time. */
    private static void settle(JdbcClient jdbc) {
        jdbc.sql("vacuum").update();
        jdbc.sql("checkpoint").update();
    }
}
