package io.punchgate.standalone.console;

import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.punchgate.standalone.stage.Gate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The product in this process, with two customers. What is theirs is hostile text wherever text may be anything: the label of a
 * device, the id of a person, a record that cannot be read, the answers of a customer's server.
 */
final class ConsoleStage implements AutoCloseable {

    static final String EVIL = "<img src=x onerror=alert(1)>\"'&";
    static final String SN = "SN-CONSOLE";
    static final String PERSON = "1001";

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final DateTimeFormatter WALL_CLOCK = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    final Gate gate;
    private final HttpServer customer;
    private final Map<String, String> keys = new HashMap<>();
    private final Map<String, String> device = new HashMap<>();
    private volatile int answer = 400;

    ConsoleStage(Path data) throws IOException {
        gate = new Gate(data, "--punchgate.mqtt-port=-1", "--punchgate.failed-authentications-per-minute=60");
        customer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        customer.createContext("/", this::answer);
        customer.start();
        gate.admin("POST", "customers", "{\"id\":\"acme\",\"name\":\"Acme " + json(EVIL) + "\"}");
        gate.admin("POST", "customers", "{\"id\":\"other\",\"name\":\"Other\"}");
        callback("default", "[0]");
        device.putAll(register(SN, "acme", EVIL));
        register("SN-OTHER", "other", "Other gate");
        for (String user : new String[] {PERSON, EVIL}) {
            punch(user, 1, Duration.ofMinutes(3));
        }
        reject();
        awaitParked();
    }

    /** Waits until the pushes of both punches are given up. */
    void awaitParked() {
        await().atMost(SOON)
                .until(() -> read("manager", "/api/v1/deliveries?status=parked")
                                .path("data")
                                .size()
                        == 2);
    }

    private void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        byte[] body = (answer == 200 ? "done" : EVIL).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    /** The customer's server answers so from now on; 200 acknowledges. */
    void customerAnswers(int status) {
        answer = status;
    }

    private void callback(String name, String schedule) {
        String url = "http://127.0.0.1:" + customer.getAddress().getPort() + "/in";
        gate.admin(
                "PUT",
                "customers/acme/callbacks/" + name,
                "{\"url\":\"%s\",\"retry_schedule_seconds\":%s}".formatted(url, schedule));
    }

    private Map<String, String> register(String sn, String customerId, String label) {
        JsonNode made = gate.admin(
                "POST",
                "devices",
                "{\"sn\":\"%s\",\"customer_id\":\"%s\",\"label\":\"%s\",\"time_zone\":\"UTC\"}"
                        .formatted(sn, customerId, json(label)));
        return Map.of(
                "sn", sn,
                "auth-token", made.path("auth_token").asString(),
                "adms", made.path("adms_path").asString());
    }

    /** A punch of the one device, made so long ago. */
    void punch(String user, int state, Duration ago) {
        String time = WALL_CLOCK.format(Instant.now().minus(ago).atOffset(ZoneOffset.UTC));
        String body = "{\"user_id\":\"%s\",\"att_time\":\"%s\",\"att_state\":%d}".formatted(json(user), time, state);
        gate.text(
                "POST",
                "/api/attendance/v1/punch",
                body,
                "sn",
                device.getOrDefault("sn", ""),
                "auth-token",
                device.getOrDefault("auth-token", ""),
                "Content-Type",
                "application/json");
    }

    private void reject() {
        String path = device.get("adms") + "/iclock/cdata?SN=" + SN + "&table=ATTLOG&Stamp=1";
        gate.text("POST", path, EVIL + "\tno time\n");
    }

    /** A key of that role, of the customer acme; "operator" is the operator's token, "other" a manager of another. */
    String key(String role) {
        return role.equals("operator") ? Gate.ADMIN_TOKEN : keys.computeIfAbsent(role, this::newKey);
    }

    /** A key that nobody else uses, as its id and text. */
    JsonNode issue(String customerId, String role) {
        return gate.admin(
                "POST",
                "customers/" + customerId + "/api-keys",
                "{\"name\":\"%s\",\"role\":\"%s\"}".formatted(json(EVIL), role));
    }

    private String newKey(String role) {
        boolean other = role.equals("other");
        return issue(other ? "other" : "acme", other ? "manager" : role)
                .path("api_key")
                .asString();
    }

    /** The answer of the API to a key of that role. */
    JsonNode read(String role, String path) {
        return JsonMapper.shared().readTree(gate.text("GET", path, "", "Authorization", "Bearer " + key(role)));
    }

    /** The id of the one punch of a person. */
    String punchOf(String user) {
        for (JsonNode punch : read("manager", "/api/v1/punches").path("data")) {
            if (punch.path("user_id").asString().equals(user)) {
                return punch.path("id").asString();
            }
        }
        throw new AssertionError("no punch of " + user);
    }

    /** A person who has logged in with a key of that role. */
    Visitor visitor(String role) {
        Visitor visitor = new Visitor(home());
        visitor.logIn(key(role));
        return visitor;
    }

    URI home() {
        return gate.address("/").resolve("/");
    }

    private static String json(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    @Override
    public void close() {
        gate.close();
        customer.stop(0);
    }
}
