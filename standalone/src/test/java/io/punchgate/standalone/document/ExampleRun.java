package io.punchgate.standalone.document;

import static org.awaitility.Awaitility.await;

import io.punchgate.runtime.document.DocumentedApi;
import io.punchgate.runtime.document.DocumentedOperation;
import io.punchgate.standalone.stage.Gate;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Carries out the examples of all requests in the order of the document, those of operators first, and what removes something at the
 * end, from the last to the first.
 * Ids and secrets that the product makes up take the place of those in the examples.
 */
final class ExampleRun implements AutoCloseable {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String PUNCH = "0197915d-1f00-7a3c-8e21-6f1b0c9d2e11";
    private static final String KEY = "k3Yp0aZ81qLm";
    private static final String REPLAY = "0f8fad5bd9cb469f";
    private static final String SET_ASIDE = "17";

    private final Gate gate;
    private final Receiver receiver = new Receiver();
    private final List<String> faults = new ArrayList<>();
    /** By what stands in the examples, what stands in its place. */
    private final Map<String, String> real = new LinkedHashMap<>();
    /** The API keys by role. */
    private final Map<String, String> keys = new LinkedHashMap<>();

    private String authToken = "";

    ExampleRun(Gate gate) throws IOException {
        this.gate = gate;
        real.put("https://erp.acme.example/punches", receiver.url());
        real.put("https://payroll.acme.example/events", receiver.url());
        real.put("/dead-letters/" + SET_ASIDE + "/", "/dead-letters/" + setAside() + "/");
    }

    /** Runs all, and tells what is not as documented. */
    List<String> faults() throws IOException, InterruptedException {
        List<DocumentedOperation> removals = new ArrayList<>();
        for (DocumentedOperation operation : operatorsFirst()) {
            if (operation.method().equals("DELETE")) {
                removals.addFirst(operation);
            } else {
                run(operation);
            }
        }
        faults.addAll(new StreamedEvents(gate, keys.getOrDefault("manager", "")).faults());
        removals.forEach(this::run);
        faults.addAll(receiver.faults());
        return faults;
    }

    /** Nobody else can call before an operator has registered something. */
    private static List<DocumentedOperation> operatorsFirst() {
        return DocumentedApi.published().operations().stream()
                .sorted(Comparator.comparing(operation -> !operation.path().startsWith("/api/admin/")))
                .toList();
    }

    private void run(DocumentedOperation operation) {
        for (String body : ExampleRequests.bodies(operation)) {
            for (String path : ExampleRequests.paths(operation)) {
                run(operation, path, body);
            }
        }
    }

    private void run(DocumentedOperation operation, String path, String body) {
        HttpResponse<String> answer = gate.answer(
                operation.isStream() ? "HEAD" : operation.method(),
                replaced(path),
                replaced(body).getBytes(StandardCharsets.UTF_8),
                credentials(operation));
        if (answer.statusCode() == operation.success()) {
            remember(operation, answer.body());
        } else {
            faults.add(operation.method() + " " + path + " " + body + " answers " + answer.statusCode() + " "
                    + answer.body() + " and not " + operation.success());
        }
    }

    private String[] credentials(DocumentedOperation operation) {
        JsonNode security = operation.told().path("security").path(0);
        if (security.has("authToken")) {
            return new String[] {"sn", "SN7A2300583", "auth-token", authToken};
        }
        if (security.isEmpty()) {
            return new String[0];
        }
        String token = security.has("adminToken")
                ? Gate.ADMIN_TOKEN
                : keys.getOrDefault(operation.path().startsWith("/api/audit/") ? "auditor" : "manager", "");
        return new String[] {"Authorization", "Bearer " + token};
    }

    /** Keeps what later examples need. */
    private void remember(DocumentedOperation operation, String body) {
        switch (operation.told().path("operationId").asString()) {
            case "registerDevice" -> {
                if (json(body).path("sn").asString().equals("SN7A2300583")) {
                    authToken = json(body).path("auth_token").asString();
                }
            }
            case "issueApiKey" -> {
                keys.put(
                        json(body).path("role").asString(),
                        json(body).path("api_key").asString());
                real.putIfAbsent(KEY, json(body).path("id").asString());
            }
            case "listPunches" -> {
                json(body)
                        .path("data")
                        .forEach(punch ->
                                real.putIfAbsent(PUNCH, punch.path("id").asString()));
                awaitDeliveries();
            }
            case "startReplay" -> real.put(REPLAY, json(body).path("id").asString());
            default -> {}
        }
    }

    /** A delivery that is pending is not sent again. */
    private void awaitDeliveries() {
        await().atMost(SOON)
                .until(
                        () -> gate.text(
                                "GET",
                                "/api/v1/deliveries?status=pending",
                                "",
                                "Authorization",
                                "Bearer " + keys.get("manager")),
                        pending -> json(pending).path("data").isEmpty());
    }

    /** Sets aside an event that no processor ever asks for. */
    private long setAside() {
        return gate.jdbc()
                .sql(
                        "insert into log.dead_letter (id, processing_group, sequence_identifier, sequence_index, message_type,"
                                + " event_identifier, event_timestamp, payload_type, payload, enqueued_at, cause_type, cause_message)"
                                + " values ('example', 'example', 'example', 0, 'example', 'example', '2026-06-21T04:00:00Z',"
                                + " 'punchgate.device-seen', '{}', '2026-06-21T04:00:00Z', 'Example', 'an example') returning number")
                .query(Long.class)
                .single();
    }

    private String replaced(String text) {
        String replaced = text;
        for (Map.Entry<String, String> each : real.entrySet()) {
            replaced = replaced.replace(each.getKey(), each.getValue());
        }
        return replaced;
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }

    @Override
    public void close() {
        receiver.close();
    }
}
