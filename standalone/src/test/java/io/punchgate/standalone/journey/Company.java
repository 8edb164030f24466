package io.punchgate.standalone.journey;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A customer with devices, as its operator, its devices and its integrator act. */
final class Company {

    private static final int TOLD_MILLIS_MAX = 20_000;

    private final Http http = new Http();
    private final Installation installation;
    private final String id;
    private final String apiKey;

    private Company(Installation installation, String id) throws IOException {
        this.installation = installation;
        this.id = id;
        JsonNode key =
                admin("POST", "customers/" + id + "/api-keys", "{\"name\":\"erp\",\"role\":\"integrator\"}", 201);
        apiKey = key.get("api_key").asString();
    }

    static Company register(Installation installation, String id) throws IOException {
        String body = "{\"id\":\"%s\",\"name\":\"Acme\"}".formatted(id);
        expect(installation.administer("POST", "customers", body), 201);
        return new Company(installation, id);
    }

    /** One that was registered before. */
    static Company existing(Installation installation, String id) throws IOException {
        return new Company(installation, id);
    }

    /** Sets the callback and returns the secret by which its pushes are signed. */
    String setCallback(URI url, String retrySchedule) throws IOException {
        String body = "{\"url\":\"%s\",\"retry_schedule_seconds\":%s}".formatted(url, retrySchedule);
        return admin("PUT", "customers/" + id + "/callback", body, 200)
                .path("signing_secret")
                .asString("");
    }

    /** Sets a callback of a name that also gets corrections. */
    void setCallback(String name, String format, URI url, String retrySchedule) throws IOException {
        String body = "{\"url\":\"%s\",\"format\":\"%s\",\"corrections\":true,\"retry_schedule_seconds\":%s}"
                .formatted(url, format, retrySchedule);
        admin("PUT", "customers/" + id + "/callbacks/" + name, body, 200);
    }

    /** Registers a device and returns what it must show with each request. */
    Map<String, String> device(String sn) throws IOException {
        return Map.of("sn", sn, "auth-token", register(sn).get("auth_token").asString());
    }

    /** Registers a device and returns the answer, with all its secrets. */
    JsonNode register(String sn) throws IOException {
        String body = """
                {"sn":"%s","customer_id":"%s","label":"Main Gate","time_zone":"Asia/Kolkata","default_type":"BreakOut"}""".formatted(sn, id);
        return admin("POST", "devices", body, 201);
    }

    /** The key of its integrator. */
    String apiKey() {
        return apiKey;
    }

    Http.Answer punch(Map<String, String> device, String body) throws IOException {
        return http.send("POST", installation.commandSide().resolve("/api/attendance/v1/punch"), device, body);
    }

    JsonNode read(String path) throws IOException {
        Map<String, String> integrator = Map.of("Authorization", "Bearer " + apiKey);
        Http.Answer answer = http.send("GET", installation.querySide().resolve("/api/v1/" + path), integrator, null);
        return expect(answer, 200);
    }

    /** The first event of a type that the live stream tells of this year, as it tells it. */
    JsonNode told(String type) throws IOException {
        URI stream = installation.querySide().resolve("/api/v1/stream?since=2026-01-01T00:00:00Z&types=" + type);
        URLConnection connection = stream.toURL().openConnection();
        connection.setRequestProperty("Authorization", "Bearer " + apiKey);
        connection.setReadTimeout(TOLD_MILLIS_MAX);
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
            String line = lines.readLine();
            while (!line.startsWith("data: ")) {
                line = lines.readLine();
            }
            return JsonMapper.shared().readTree(line.substring("data: ".length()));
        }
    }

    /** Asks for a change as one of the customer's managers. */
    JsonNode manage(String path, String body, int status) throws IOException {
        String key = "{\"name\":\"manager\",\"role\":\"manager\"}";
        JsonNode issued = admin("POST", "customers/" + id + "/api-keys", key, 201);
        Map<String, String> manager =
                Map.of("Authorization", "Bearer " + issued.get("api_key").asString());
        return expect(http.send("POST", installation.commandSide().resolve("/api/v1/" + path), manager, body), status);
    }

    /** Issues a key, and returns the header that an auditor of the customer shows with each request. */
    Map<String, String> auditorsKey() throws IOException {
        String body = "{\"name\":\"auditor\",\"role\":\"auditor\"}";
        JsonNode issued = admin("POST", "customers/" + id + "/api-keys", body, 201);
        return Map.of("Authorization", "Bearer " + issued.get("api_key").asString());
    }

    /** Resumes the default callback. */
    void resume() throws IOException {
        admin("POST", "customers/" + id + "/callback/resume", "{}", 200);
    }

    /** The callbacks as operators see them. */
    JsonNode callbacks() throws IOException {
        return expect(installation.observe("customers/" + id + "/callbacks"), 200)
                .get("data");
    }

    /** Rotates the token of a device that was registered before; returns what it must show with each request. */
    Map<String, String> newTokenOf(String sn) throws IOException {
        JsonNode rotated = admin("POST", "devices/" + sn + "/auth-token", "{}", 200);
        return Map.of("sn", sn, "auth-token", rotated.get("auth_token").asString());
    }

    private JsonNode admin(String method, String path, @Nullable String body, int status) throws IOException {
        return expect(installation.administer(method, path, body), status);
    }

    private static JsonNode expect(Http.Answer answer, int status) {
        if (answer.status() != status) {
            throw new AssertionError("expected " + status + ", got " + answer.status() + ": " + answer.body());
        }
        return answer.json();
    }
}
