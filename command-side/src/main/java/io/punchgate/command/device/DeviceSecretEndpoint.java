package io.punchgate.command.device;

import io.punchgate.api.device.DeviceCommand.AdministrationReply;
import io.punchgate.api.device.DeviceCommand.RotateAdmsPath;
import io.punchgate.api.device.DeviceCommand.RotateAuthToken;
import io.punchgate.api.device.DeviceCommand.RotateCallbackToken;
import io.punchgate.command.operation.Operations;
import io.punchgate.runtime.access.Caller;
import io.punchgate.runtime.access.Tokens;
import io.punchgate.runtime.vault.Vault;
import io.punchgate.runtime.web.BodyFields;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Gives devices new secrets, each shown once. */
@RestController
@RequestMapping("/api/admin/v1/devices/{sn}")
class DeviceSecretEndpoint {

    private static final int OVERLAP_SECONDS_DEFAULT = 24 * 60 * 60;
    private static final int OVERLAP_SECONDS_MAX = 30 * OVERLAP_SECONDS_DEFAULT;

    private final Operations operations;
    private final Vault vault;
    private final Clock clock;

    DeviceSecretEndpoint(Operations operations, Vault vault, Clock clock) {
        this.operations = operations;
        this.vault = vault;
        this.clock = clock;
    }

    /** The path of the device's ADMS endpoints. */
    static String admsPath(String pathToken) {
        return "/d/" + pathToken;
    }

    @PostMapping("/auth-token")
    Map<String, Object> authToken(Caller.Operator operator, @PathVariable String sn, BodyFields fields) {
        Instant now = clock.instant();
        Instant previousUntil = previousUntil(fields, now);
        operations.requireDevice(sn);
        String token = Tokens.secret();
        operations.send(
                new RotateAuthToken(sn, Tokens.sha256Hex(token), previousUntil, now), AdministrationReply.class);
        return Map.of("auth_token", token);
    }

    /** The overlap is checked but has no effect: a push carries one token, and the next push carries the new one. */
    @PostMapping("/callback-token")
    Map<String, Object> callbackToken(Caller.Operator operator, @PathVariable String sn, BodyFields fields) {
        Instant now = clock.instant();
        previousUntil(fields, now);
        operations.requireDevice(sn);
        String token = Tokens.callbackToken();
        operations.send(
                new RotateCallbackToken(sn, vault.put(Vault.Kind.CALLBACK_TOKEN, token), now),
                AdministrationReply.class);
        return Map.of("callback_token", token);
    }

    @PostMapping("/adms-path")
    Map<String, Object> admsPath(Caller.Operator operator, @PathVariable String sn, BodyFields fields) {
        Instant now = clock.instant();
        Instant previousUntil = previousUntil(fields, now);
        operations.requireDevice(sn);
        String token = Tokens.secret();
        operations.send(new RotateAdmsPath(sn, Tokens.sha256Hex(token), previousUntil, now), AdministrationReply.class);
        return Map.of("adms_path", admsPath(token));
    }

    private static Instant previousUntil(BodyFields fields, Instant now) {
        fields.only("overlap_seconds");
        @Nullable Integer overlap = fields.integerOrNull("overlap_seconds", 0, OVERLAP_SECONDS_MAX);
        return now.plusSeconds(overlap == null ? OVERLAP_SECONDS_DEFAULT : overlap);
    }
}
