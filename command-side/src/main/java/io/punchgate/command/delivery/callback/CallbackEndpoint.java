package io.punchgate.command.delivery.callback;

import io.punchgate.api.CallbackId;
import io.punchgate.api.customer.CallbackSettings;
import io.punchgate.api.customer.CustomerCommand.RemoveCallback;
import io.punchgate.api.customer.CustomerCommand.SetCallback;
import io.punchgate.api.customer.CustomerReply;
import io.punchgate.api.delivery.DeliveryCommand.PauseCallback;
import io.punchgate.api.delivery.DeliveryCommand.ResumeCallback;
import io.punchgate.command.operation.Operations;
import io.punchgate.runtime.access.Caller;
import io.punchgate.runtime.access.Tokens;
import io.punchgate.runtime.vault.Vault;
import io.punchgate.runtime.web.BodyFields;
import io.punchgate.runtime.web.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Sets, removes, pauses and resumes a customer's callbacks. Calls without a name mean the default one. */
@RestController
@RequestMapping("/api/admin/v1/customers/{id}")
class CallbackEndpoint {

    private static final Duration OLD_SECRET_SIGNS_ALONG = Duration.ofHours(24);

    private final Operations operations;
    private final CallbackPath paths;
    private final WaitingPunches waiting;
    private final Vault vault;
    private final Clock clock;

    CallbackEndpoint(Operations operations, CallbackPath paths, WaitingPunches waiting, Vault vault, Clock clock) {
        this.operations = operations;
        this.paths = paths;
        this.waiting = waiting;
        this.vault = vault;
        this.clock = clock;
    }

    /** Sets the callback. The answer shows the signing secret only if it is new. */
    @PutMapping({"/callback", "/callbacks/{name}"})
    Map<String, Object> set(Caller.Operator operator, @PathVariable Map<String, String> path, BodyFields fields) {
        CallbackId callback = CallbackPath.named(path);
        CallbackSettings settings = CallbackFields.settings(fields);
        boolean rotate = Boolean.TRUE.equals(fields.flagOrNull("rotate_secret"));
        operations.requireCustomer(callback.customerId());
        Instant now = clock.instant();
        Instant previousUntil = now.plus(OLD_SECRET_SIGNS_ALONG);
        // A secret is made only where one is needed: the vault keeps none that nothing will ever name.
        CustomerReply reply = rotate
                ? CustomerReply.SECRET_NEEDED
                : send(new SetCallback(callback, settings, null, false, previousUntil, now));
        if (reply != CustomerReply.SECRET_NEEDED) {
            return Map.of("url", settings.url());
        }
        String secret = Tokens.signingSecret();
        String secretId = vault.put(Vault.Kind.SIGNING_SECRET, secret);
        return send(new SetCallback(callback, settings, secretId, rotate, previousUntil, now))
                        == CustomerReply.SECRET_ISSUED
                ? Map.of("url", settings.url(), "signing_secret", secret)
                : Map.of("url", settings.url());
    }

    private CustomerReply send(SetCallback command) {
        CustomerReply reply = operations.send(command, CustomerReply.class);
        if (reply == CustomerReply.TOO_MANY_CALLBACKS) {
            throw Problem.conflict("The customer has as many callbacks as it may have; remove one.");
        }
        return reply;
    }

    /** Removes the callback. What is still to be pushed to it is never pushed, which the caller must want. */
    @DeleteMapping({"/callback", "/callbacks/{name}"})
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(
            Caller.Operator operator,
            @PathVariable Map<String, String> path,
            @RequestParam(required = false) @Nullable String discard) {
        CallbackId callback = CallbackPath.named(path);
        if (discard != null && !discard.equals("true") && !discard.equals("false")) {
            throw Problem.invalidField("discard", "must be true or false");
        }
        operations.requireCustomer(callback.customerId());
        if (!"true".equals(discard) && waiting.isAnyWaiting(callback)) {
            throw Problem.conflict(
                    "Punches of this callback are pending or parked; with discard=true they end as never pushed.");
        }
        if (operations.send(new RemoveCallback(callback, clock.instant()), CustomerReply.class)
                == CustomerReply.NO_SUCH_CALLBACK) {
            throw CallbackPath.noSuchCallback();
        }
    }

    @PostMapping({"/callback/pause", "/callbacks/{name}/pause"})
    Map<String, Object> pause(Caller.Operator operator, @PathVariable Map<String, String> path, BodyFields fields) {
        fields.only();
        CallbackId callback = paths.existing(path);
        operations.send(new PauseCallback(callback, "paused by the operator", clock.instant()), Object.class);
        return Map.of("paused", true);
    }

    @PostMapping({"/callback/resume", "/callbacks/{name}/resume"})
    Map<String, Object> resume(Caller.Operator operator, @PathVariable Map<String, String> path, BodyFields fields) {
        fields.only();
        CallbackId callback = paths.existing(path);
        operations.send(new ResumeCallback(callback, clock.instant()), Object.class);
        return Map.of("paused", false);
    }
}
