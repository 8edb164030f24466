package example;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes the push, and answers as the receivers of Cams' callback API do: 200 and {@code done} once the punch is safe. Whatever
 * else it answers, an exception's 500 too, makes Punchgate send the punch again.
 */
@RestController
class CallbackController {

    private static final ResponseEntity<Map<String, String>> DONE = ResponseEntity.ok(Map.of("status", "done"));

    private final WebhookSignature signature;
    private final String token;
    private final JsonMapper json;

    /** A push may come twice, with the same OperationID. In a real server this is a unique column of the table of punches. */
    private final Set<String> booked = ConcurrentHashMap.newKeySet();

    /** @param token what {@code POST /devices} answered as callback_token; empty: the signature is enough */
    CallbackController(WebhookSignature signature, @Value("${callback.token:}") String token, JsonMapper json) {
        this.signature = signature;
        this.token = token;
        this.json = json;
    }

    @PostMapping("/callback")
    ResponseEntity<Map<String, String>> receive(
            @RequestParam(required = false) String stgid,
            @RequestHeader("webhook-id") String id,
            @RequestHeader("webhook-timestamp") long timestamp,
            @RequestHeader("webhook-signature") String signatures,
            @RequestBody byte[] body) {
        if (!signature.isRight(id, timestamp, signatures, body)) {
            return error(403, "wrong signature");
        }
        if (stgid == null) {
            return error(400, "stgid is missing");
        }
        JsonNode realTime;
        try {
            realTime = json.readTree(body).path("RealTime");
        } catch (JacksonException e) {
            return error(400, "not JSON");
        }
        if (!token.isEmpty() && !realTime.path("AuthToken").asString("").equals(token)) {
            return error(403, "wrong token");
        }
        JsonNode punch = realTime.path("PunchLog");
        if (punch.isMissingNode()) {
            return DONE; // A test, or news of another kind: nothing to book, and nothing to send again.
        }
        if (!punch.has("UserId")
                || !punch.has("Type")
                || !punch.path("LogTime").asString("").matches(".* GMT [+-]\\d{4}")) {
            return error(400, "UserId, Type or LogTime is missing");
        }
        String operation = realTime.path("OperationID").asString("");
        if (!booked.contains(operation)) {
            book(realTime.path("SerialNumber").asString(""), punch);
            booked.add(operation);
        }
        return DONE;
    }

    /** Here your own code begins. It returns once the punch is safe: Punchgate forgets it then. */
    private void book(String sn, JsonNode punch) {
        System.out.printf(
                "%s %s %s at %s%n",
                punch.path("UserId").asString(),
                punch.path("Type").asString(),
                punch.path("LogTime").asString(),
                sn);
    }

    private static ResponseEntity<Map<String, String>> error(int status, String message) {
        return ResponseEntity.status(status).body(Map.of("status", "error", "message", message));
    }
}
