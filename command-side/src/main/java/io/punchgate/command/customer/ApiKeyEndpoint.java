package io.punchgate.command.customer;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.punchgate.api.customer.CustomerCommand.IssueApiKey;
import io.punchgate.api.customer.CustomerCommand.RevokeApiKey;
import io.punchgate.api.customer.CustomerReply;
import io.punchgate.api.customer.Role;
import io.punchgate.command.operation.FieldRules;
import io.punchgate.command.operation.Operations;
import io.punchgate.runtime.access.ApiKey;
import io.punchgate.runtime.access.Caller;
import io.punchgate.runtime.access.Tokens;
import io.punchgate.runtime.web.BodyFields;
import io.punchgate.runtime.web.Problem;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Issues and revokes a customer's API keys. */
@RestController
@RequestMapping("/api/admin/v1/customers/{id}/api-keys")
class ApiKeyEndpoint {

    private static final Set<String> ROLES = Set.of("integrator", "manager", "auditor");
    private static final Instant EXPIRY_MAX = Instant.parse("9999-12-31T23:59:59Z");

    private final Operations operations;
    private final Clock clock;

    ApiKeyEndpoint(Operations operations, Clock clock) {
        this.operations = operations;
        this.clock = clock;
    }

    /** Issues a key. This answer alone shows it: only its hash is kept. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    IssuedApiKey issue(Caller.Operator operator, @PathVariable String id, BodyFields fields) {
        fields.only("name", "role", "expires_at", "purpose");
        String name = FieldRules.label(fields, "name");
        String role = fields.text("role", ROLES::contains, "must be integrator, manager or auditor");
        @Nullable String purpose = FieldRules.remarkOrNull(fields, "purpose");
        Instant now = clock.instant();
        @Nullable Instant expiresAt = expiry(fields, now);
        operations.requireCustomer(id);
        ApiKey key = ApiKey.generate(id, Tokens.id());
        var command = new IssueApiKey(
                id,
                key.keyId(),
                name,
                Role.valueOf(role.toUpperCase(Locale.ROOT)),
                key.hash(),
                purpose,
                expiresAt,
                now);
        if (operations.send(command, CustomerReply.class) == CustomerReply.TOO_MANY_KEYS) {
            throw Problem.conflict(
                    "The customer has as many API keys as it may have; revoke some, expired ones first.");
        }
        return new IssuedApiKey(key.text(), key.keyId(), name, role, purpose, expiresAt);
    }

    private static @Nullable Instant expiry(BodyFields fields, Instant now) {
        @Nullable Instant expiresAt = fields.instantOrNull("expires_at");
        if (expiresAt != null && (!expiresAt.isAfter(now) || expiresAt.isAfter(EXPIRY_MAX))) {
            throw fields.wrong("expires_at", "must be later than now, and before the year 10000");
        }
        return expiresAt;
    }

    record IssuedApiKey(
            @JsonProperty("api_key") String apiKey,
            String id,
            String name,
            String role,
            @Nullable String purpose,
            @JsonProperty("expires_at") @Nullable Instant expiresAt) {}

    @DeleteMapping("/{keyId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(Caller.Operator operator, @PathVariable String id, @PathVariable String keyId) {
        operations.requireCustomer(id);
        var command = new RevokeApiKey(id, keyId, clock.instant());
        if (operations.send(command, CustomerReply.class) == CustomerReply.NO_SUCH_KEY) {
            throw Problem.notFound("The customer has no active API key of this id.");
        }
    }
}
