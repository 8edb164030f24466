package io.punchgate.command.audit;

import io.punchgate.runtime.access.Caller;
import io.punchgate.runtime.log.tree.TreeKeys;
import io.punchgate.runtime.web.BodyFields;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Gives the log a new key, whose verifier key auditors are to be told. */
@RestController
class VerifierKeyEndpoint {

    private static final int OVERLAP_SECONDS_DEFAULT = 30 * 24 * 60 * 60;
    private static final int OVERLAP_SECONDS_MAX = 400 * 24 * 60 * 60;

    private final TreeKeys keys;

    VerifierKeyEndpoint(TreeKeys keys) {
        this.keys = keys;
    }

    @PostMapping("/api/admin/v1/vkeys")
    @ResponseStatus(HttpStatus.CREATED)
    Map<String, String> rotate(Caller.Operator operator, BodyFields fields) {
        fields.only("overlap_seconds");
        @Nullable Integer overlap = fields.integerOrNull("overlap_seconds", 0, OVERLAP_SECONDS_MAX);
        Duration signsAlong = Duration.ofSeconds(overlap == null ? OVERLAP_SECONDS_DEFAULT : overlap);
        return Map.of("vkey", keys.rotate(signsAlong).verifier().text());
    }
}
