package io.punchgate.command.gateway.mqtt;

import io.punchgate.command.gateway.InvalidReport;
import io.punchgate.command.gateway.json.StrictJson;
import io.punchgate.runtime.access.FailedAuthentications;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Answers EMQX's HTTP authenticator and authorizer: may this client log in, may it use this topic. */
@RestController
final class BrokerHookEndpoint {

    private static final Logger LOG = LoggerFactory.getLogger(BrokerHookEndpoint.class);
    private static final String SCHEME = "bearer ";
    private static final int BODY_BYTES_MAX = 128 * 1024;

    private final MqttAccess access;
    private final HookToken hookToken;
    private final FailedAuthentications failed;

    BrokerHookEndpoint(MqttAccess access, HookToken hookToken, FailedAuthentications failed) {
        this.access = access;
        this.hookToken = hookToken;
        this.failed = failed;
    }

    @PostMapping("/api/mqtt/v1/auth")
    ResponseEntity<Map<String, Object>> authenticate(HttpServletRequest request) throws IOException {
        return answer(request, this::mayLogIn);
    }

    @PostMapping("/api/mqtt/v1/acl")
    ResponseEntity<Map<String, Object>> authorize(HttpServletRequest request) throws IOException {
        return answer(request, this::mayUseTopic);
    }

    private boolean mayLogIn(JsonNode client) {
        var login = new MqttAccess.Login(
                text(client, "clientid"), text(client, "username"), text(client, "password"), text(client, "peerhost"));
        try {
            return access.admitsElsewhere(login).join();
        } catch (CompletionException e) {
            LOG.warn("whether an MQTT client may log in cannot be told now: {}", String.valueOf(e.getCause()));
            return false;
        }
    }

    private boolean mayUseTopic(JsonNode client) {
        @Nullable String username = text(client, "username");
        @Nullable String clientId = text(client, "clientid");
        @Nullable String topic = text(client, "topic");
        @Nullable String action = text(client, "action");
        if (username == null || topic == null || action == null) {
            return false;
        }
        boolean own = username.equals(MqttAccess.OWN_USERNAME) || clientId == null || clientId.equals(username);
        return own
                && switch (action) {
                    case "publish" ->
                        access.mayPublish(username, topic)
                                && !access.isRefused(username).join();
                    case "subscribe" -> access.maySubscribe(username, topic);
                    default -> false;
                };
    }

    private ResponseEntity<Map<String, Object>> answer(HttpServletRequest request, Predicate<JsonNode> allowed)
            throws IOException {
        if (!isBroker(request)) {
            return unauthorized(request.getRemoteAddr());
        }
        byte[] body = request.getInputStream().readNBytes(BODY_BYTES_MAX + 1);
        if (body.length > BODY_BYTES_MAX) {
            return ResponseEntity.ok(result(false));
        }
        try {
            return ResponseEntity.ok(result(allowed.test(StrictJson.readObject(body))));
        } catch (InvalidReport e) {
            return ResponseEntity.badRequest().body(result(false));
        }
    }

    private boolean isBroker(HttpServletRequest request) {
        @Nullable String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        return header != null
                && header.toLowerCase(Locale.ROOT).startsWith(SCHEME)
                && hookToken.is(header.substring(SCHEME.length()).strip());
    }

    private ResponseEntity<Map<String, Object>> unauthorized(String address) {
        Optional<Duration> wait = failed.count(address);
        return wait.map(left -> ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS)
                        .header(HttpHeaders.RETRY_AFTER, Long.toString(left.toSeconds() + 1)))
                .orElseGet(() -> ResponseEntity.status(HttpStatus.UNAUTHORIZED))
                .body(result(false));
    }

    private static Map<String, Object> result(boolean allowed) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("result", allowed ? "allow" : "deny");
        result.put("is_superuser", false);
        return result;
    }

    private static @Nullable String text(JsonNode object, String key) {
        @Nullable JsonNode value = object.get(key);
        return value != null && value.isString() ? value.stringValue() : null;
    }
}
