package io.punchgate.standalone.erasure;

import io.punchgate.standalone.stage.Gate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A customer of the gate, with a key of each role, and its device. */
record Acme(Gate gate, Map<String, String> keys, String token, String admsPath) {

    static final String SN = "SN-ERASED";
    /** Told of by no person: it is found where anything is. */
    static final String LABEL = "canaryLabel";

    static Acme registered(Gate gate, String callback) {
        gate.admin("POST", "customers", "{\"id\":\"acme\",\"name\":\"Acme\"}");
        gate.admin(
                "PUT",
                "customers/acme/callback",
                "{\"url\":\"%s\",\"retry_schedule_seconds\":[3600]}".formatted(callback));
        Map<String, String> keys = new HashMap<>();
        for (String role : List.of("integrator", "manager", "auditor")) {
            String body = "{\"name\":\"k\",\"role\":\"" + role + "\"}";
            JsonNode key = gate.admin("POST", "customers/acme/api-keys", body);
            keys.put(role, key.path("api_key").asString());
        }
        JsonNode device = gate.admin(
                "POST",
                "devices",
                "{\"sn\":\"" + SN + "\",\"customer_id\":\"acme\",\"label\":\"" + LABEL
                        + "\",\"time_zone\":\"Asia/Kolkata\"}");
        return new Acme(
                gate,
                keys,
                device.get("auth_token").asString(),
                device.get("adms_path").asString() + "/iclock/");
    }

    /** The device's answer for a punch, or for punches. */
    String http(String op, String body) {
        return gate.text("POST", "/api/attendance/v1/" + op, body, "sn", SN, "auth-token", token);
    }

    /** The answer for a row of a native upload. */
    String adms(String row) {
        return gate.text("POST", admsPath + "cdata?SN=" + SN + "&table=ATTLOG", row);
    }

    String text(String method, String path, String body, String role) {
        return gate.text(method, path, body, "Authorization", "Bearer " + keys.get(role));
    }

    JsonNode manager(String path, String body) {
        return JsonMapper.shared().readTree(text("POST", "/api/v1/" + path, body, "manager"));
    }

    JsonNode integrator(String path) {
        return JsonMapper.shared().readTree(text("GET", "/api/v1/" + path, "", "integrator"));
    }

    /** The number of deliveries of a status. */
    int deliveries(String status) {
        return integrator("deliveries/summary").path(status).asInt();
    }

    JsonNode first(String path) {
        return integrator(path).path("data").path(0);
    }
}
