package io.punchgate.standalone.recorded;

import static org.awaitility.Awaitility.await;

import io.punchgate.standalone.stage.Gate;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The story of a store that is recorded: every kind of event that operators, devices and managers can bring about. */
final class StoreStory {

    static final String ERASED = "erased-in-the-story";

    private static final Duration SOON = Duration.ofSeconds(20);

    private StoreStory() {}

    /**
     * Customer {@code acme} with three punches, of {@code kept}, of somebody who is erased, and of {@code kept} again; the first is
     * corrected. Their months are past, as those to come have partitions of their own.
     */
    static void tell(Gate gate) {
        gate.admin("POST", "customers", "{\"id\":\"acme\",\"name\":\"Acme\"}");
        gate.admin("PATCH", "customers/acme", "{\"pairing\":\"alternating\"}");
        gate.admin(
                "PUT",
                "customers/acme/callback",
                "{\"url\":\"http://127.0.0.1:9/\",\"retry_schedule_seconds\":[604800]}");
        JsonNode device = gate.admin(
                "POST",
                "devices",
                "{\"sn\":\"SN-1\",\"customer_id\":\"acme\",\"label\":\"Main Gate\",\"time_zone\":\"Asia/Kolkata\"}");
        gate.admin("PATCH", "devices/SN-1", "{\"label\":\"Back Gate\"}");
        gate.admin("POST", "devices/SN-1/commands", "{\"op\":\"reboot\",\"data\":{}}");
        punch(gate, device, "kept", "2026-06-21 09:00:00");
        punch(gate, device, ERASED, "2026-06-21 09:01:00");
        punch(gate, device, "kept", "2026-06-21 18:00:00");
        gate.text(
                "POST",
                device.path("adms_path").asString() + "/iclock/cdata?SN=SN-1&table=ATTLOG&Stamp=1",
                ERASED + "\tno time\n");
        String manager = key(gate, "manager");
        await().atMost(SOON).until(() -> punches(gate, manager).size() == 3);
        String first = punches(gate, manager).get(0).path("id").asString();
        post(
                gate,
                manager,
                "corrections",
                "{\"punch_id\":\"" + first + "\",\"type\":\"CheckIn\",\"reason\":\"forgot\"}");
        post(gate, manager, "erasures", "{\"user_id\":\"" + ERASED + "\"}");
        await().atMost(SOON)
                .until(() -> punches(gate, manager).get(1).path("user_id").isNull());
        gate.admin("POST", "customers/acme/callback/pause", "");
    }

    private static void punch(Gate gate, JsonNode device, String user, String time) {
        gate.text(
                "POST",
                "/api/attendance/v1/punch",
                "{\"user_id\":\"%s\",\"att_time\":\"%s\",\"temperature\":36.5}".formatted(user, time),
                "sn",
                "SN-1",
                "auth-token",
                device.path("auth_token").asString(),
                "Content-Type",
                "application/json");
    }

    private static JsonNode punches(Gate gate, String key) {
        return JsonMapper.shared()
                .readTree(gate.text("GET", "/api/v1/punches", "", "Authorization", "Bearer " + key))
                .path("data");
    }

    private static void post(Gate gate, String key, String path, String body) {
        gate.text(
                "POST", "/api/v1/" + path, body, "Authorization", "Bearer " + key, "Content-Type", "application/json");
    }

    /** A new API key of acme. */
    static String key(Gate gate, String role) {
        return gate.admin("POST", "customers/acme/api-keys", "{\"name\":\"story\",\"role\":\"" + role + "\"}")
                .path("api_key")
                .asString();
    }
}
