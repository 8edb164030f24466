package io.punchgate.standalone.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.command.gateway.broker.LocalBroker;
import io.punchgate.runtime.OneByOne;
import io.punchgate.runtime.document.DocumentedApi;
import io.punchgate.runtime.document.DocumentedOperation;
import io.punchgate.standalone.stage.Gate;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import tools.jackson.databind.json.JsonMapper;

/** The OpenAPI document tells what is served, its examples are carried out, and its page needs nobody else. */
@OneByOne
@ResourceLock(LocalBroker.ONE_A_PROCESS)
class ApiDocumentTest {

    private static final String FOLDER = "runtime/src/main/resources/documents/openapi";
    private static final String OPEN_API = "/api/v1/openapi.json";

    /** The addresses in a page. */
    private static final Pattern NAMED = Pattern.compile("(?:href|src)=\"([^\"]*)\"");

    @TempDir
    static Path data;

    private static Gate gate;

    @BeforeAll
    static void start() {
        gate = new Gate(data);
    }

    @AfterAll
    static void stop() {
        gate.close();
    }

    @Test
    void givenEachCallThatIsServed_whenLookedUpInTheDocument_thenItIsThereWithItsSideAndNoOtherIs() {
        Map<String, String> served = ServedCalls.of(gate);
        Map<String, String> documented = new TreeMap<>();
        for (DocumentedOperation operation : DocumentedApi.published().operations()) {
            // Devices' operations are no endpoints of Spring; the command side compares them.
            if (!operation.path().startsWith("/api/attendance/")) {
                documented.put(operation.call(), operation.side());
            }
        }
        List<String> faults = new ArrayList<>();
        served.forEach((call, side) -> {
            if (!documented.containsKey(call)) {
                faults.add(call + " is served and not documented. Add it to the surface's file in " + FOLDER
                        + " (copy a neighbour: operationId, tags, summary, x-punchgate-side: " + side
                        + ", security, an example of its request and of its good answer; common errors are laid in).");
            } else if (!side.equals(documented.get(call))) {
                faults.add(call + " is served by the side " + side + ": say so in its x-punchgate-side in " + FOLDER);
            }
        });
        documented.keySet().stream()
                .filter(call -> !served.containsKey(call))
                .forEach(call -> faults.add(call + " is documented in " + FOLDER + " and nothing serves it"));
        assertThat(faults).isEmpty();
    }

    @Test
    void givenNoKey_whenTheDocumentsAreAskedForAgain_thenTheyComeOnceAndAre304AsLongAsTheyAreTheSame() {
        for (String path : List.of(OPEN_API, "/api/v1/asyncapi.json")) {
            HttpResponse<String> first = gate.answer("GET", path, new byte[0]);
            String version = first.headers().firstValue("ETag").orElseThrow();

            assertThat(first.statusCode()).isEqualTo(200);
            assertThat(first.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
            assertThat(first.headers().firstValue("Cache-Control")).contains("private, no-cache");
            assertThat(JsonMapper.shared().readTree(first.body()).isObject()).isTrue();
            HttpResponse<String> again = gate.answer("GET", path, new byte[0], "If-None-Match", version);
            assertThat(again.statusCode()).isEqualTo(304);
            assertThat(again.body()).isEmpty();
            assertThat(again.headers().firstValue("ETag")).contains(version);
            assertThat(gate.answer("GET", path, new byte[0], "If-None-Match", "\"other\"")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(gate.answer("HEAD", path, new byte[0]).statusCode()).isEqualTo(200);
            assertThat(gate.answer("GET", path, new byte[0], "Accept-Encoding", "gzip")
                            .headers()
                            .firstValue("Content-Encoding"))
                    .contains("gzip");
        }
    }

    @Test
    void givenThePage_whenWhatItNamesIsAskedFor_thenAllOfItComesFromHereAndItsPolicyForbidsTheRest() {
        HttpResponse<String> page = gate.answer("GET", "/docs", new byte[0]);
        List<String> names = NAMED.matcher(page.body())
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "script-src 'self'", "connect-src 'self'")
                .doesNotContain("unsafe", "http");
        assertThat(names)
                .contains("docs/swagger-ui.css", "docs/swagger-ui-bundle.js", "docs/start.js", "api/v1/openapi.json");
        for (String name : names) {
            if (!name.startsWith("data:")) {
                assertThat(gate.answer("GET", "/" + name, new byte[0]).statusCode())
                        .as(name)
                        .isEqualTo(200);
            }
        }
        assertThat(gate.answer("GET", "/docs/", new byte[0]).headers().firstValue("Location"))
                .contains("../docs");
        // The library's own page would load an example from elsewhere.
        for (String none : List.of("/docs/index.html", "/docs/none", "/webjars/swagger-ui/5.34.1/index.html")) {
            assertThat(gate.answer("GET", none, new byte[0]).statusCode())
                    .as(none)
                    .isEqualTo(404);
        }
    }

    @Test
    void givenEachExampleOfARequest_whenItIsCarriedOut_thenItAnswersAsDocumented() throws Exception {
        try (ExampleRun run = new ExampleRun(gate)) {
            assertThat(run.faults()).isEmpty();
        }
    }

    @Test
    void givenNoKey_whenEachCallIsMade_thenItIsRefusedAsDocumented() {
        for (DocumentedOperation operation : DocumentedApi.published().operations()) {
            if (!operation.told().path("security").isEmpty()) {
                String path = operation.path().replaceAll("\\{[^}]+}", "x");
                assertThat(gate.answer(operation.method(), path, new byte[0]).statusCode())
                        .as(operation.call())
                        .isEqualTo(401);
            }
        }
    }
}
