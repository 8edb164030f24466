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
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
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
    private final Map<String, JsonNode> devices = new HashMap<>();
    private final Set<String> acknowledging = ConcurrentHashMap.newKeySet();
    private final AtomicInteger pushes = new AtomicInteger();

    ConsoleStage(Path data) throws IOException {
        gate = new Gate(data, "--punchgate.mqtt-port=-1", "--punchgate.failed-authentications-per-minute=60");
        customer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        customer.createContext("/", this::answer);
        customer.start();
        register("acme", SN, EVIL);
        register("other", "SN-OTHER", "Other gate");
        for (String user : new String[] {PERSON, EVIL}) {
            punch(SN, user, Duration.ofMinutes(3));
        }
        String path = device(SN, "adms_path") + "/iclock/cdata?SN=" + SN + "&table=ATTLOG&Stamp=1";
        gate.text("POST", path, EVIL + "\tno time\n");
        awaitParked(key("manager"), 2);
    }

    /** Customers' servers reject every push, with a hostile text, until they are told to acknowledge. */
    private void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        pushes.incrementAndGet();
        boolean good = acknowledging.contains(exchange.getRequestURI().getPath().substring(1));
        byte[] body = (good ? "done" : EVIL).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(good ? 200 : 400, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    /** The server of that customer acknowledges from now on. */
    void acknowledge(String customerId) {
        acknowledging.add(customerId);
    }

    /** The requests that customers' servers got. */
    int pushes() {
        return pushes.get();
    }

    /** A customer with two parked deliveries; returns the key of its manager. */
    String parked(String customerId) {
        String sn = "SN-" + customerId;
        register(customerId, sn, "Gate of " + customerId);
        punch(sn, "1", Duration.ofMinutes(2));
        punch(sn, "2", Duration.ofMinutes(1));
        String key = issue(customerId, "manager").path("api_key").asString();
        awaitParked(key, 2);
        return key;
    }

    private void awaitParked(String key, int count) {
        await().atMost(SOON)
                .until(() ->
                        read(key, "/api/v1/deliveries/summary").path("parked").asInt() == count);
    }

    private void register(String customerId, String sn, String label) {
        gate.admin("POST", "customers", "{\"id\":\"%s\",\"name\":\"%s\"}".formatted(customerId, json(EVIL)));
        String url = "http://127.0.0.1:" + customer.getAddress().getPort() + "/" + customerId;
        gate.admin(
                "PUT",
                "customers/" + customerId + "/callback",
                "{\"url\":\"%s\",\"retry_schedule_seconds\":[0]}".formatted(url));
        JsonNode made = gate.admin(
                "POST",
                "devices",
                "{\"sn\":\"%s\",\"customer_id\":\"%s\",\"label\":\"%s\",\"time_zone\":\"UTC\"}"
                        .formatted(sn, customerId, json(label)));
        devices.put(sn, made);
    }

    private String device(String sn, String secret) {
        return Objects.requireNonNull(devices.get(sn)).path(secret).asString();
    }

    /** A check-in of a person at a device, made so long ago. */
    void punch(String sn, String user, Duration ago) {
        String time = WALL_CLOCK.format(Instant.now().minus(ago).atOffset(ZoneOffset.UTC));
        String body = "{\"user_id\":\"%s\",\"att_time\":\"%s\",\"att_state\":1}".formatted(json(user), time);
        String[] headers = {"sn", sn, "auth-token", device(sn, "auth_token"), "Content-Type", "application/json"};
        gate.text("POST", "/api/attendance/v1/punch", body, headers);
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

    /** The answer of the API to that key. */
    JsonNode read(String key, String path) {
        return JsonMapper.shared().readTree(gate.text("GET", path, "", "Authorization", "Bearer " + key));
    }

    /** The id of the one punch of a person of acme. */
    String punchOf(String user) {
        for (JsonNode punch : read(key("manager"), "/api/v1/punches").path("data")) {
            if (punch.path("user_id").asString().equals(user)) {
                return punch.path("id").asString();
            }
        }
        throw new AssertionError("no punch of " + user);
    }

    /** A person who has logged in with a key of that role. */
    Visitor visitor(String role) {
        return visitorWith(key(role));
    }

    /** A person who has logged in with that key. */
    Visitor visitorWith(String key) {
        Visitor visitor = new Visitor(home());
        visitor.logIn(key);
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
