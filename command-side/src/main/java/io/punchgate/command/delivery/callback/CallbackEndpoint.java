package io.punchgate.command.delivery.callback;

import io.punchgate.api.customer.CallbackFormat;
import io.punchgate.api.customer.CustomerCommand.SetCallback;
import io.punchgate.api.customer.CustomerReply;
import io.punchgate.api.delivery.DeliveryCommand.PauseCallback;
import io.punchgate.api.delivery.DeliveryCommand.ResumeCallback;
import io.punchgate.command.operation.FieldRules;
import io.punchgate.command.operation.Operations;
import io.punchgate.runtime.access.Caller;
import io.punchgate.runtime.access.Tokens;
import io.punchgate.runtime.vault.Vault;
import io.punchgate.runtime.web.BodyFields;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Sets, pauses and resumes a customer's callback. */
@RestController
@RequestMapping("/api/admin/v1/customers/{id}/callback")
class CallbackEndpoint {

    private static final int RETRIES_MAX = 50;
    private static final int RETRY_DELAY_SECONDS_MAX = 7 * 24 * 60 * 60;
    private static final int PER_SECOND_MAX_MAX = 10_000;
    private static final Map<String, CallbackFormat> FORMATS = Map.of(
            "realtime", CallbackFormat.REALTIME,
            "cloudevents", CallbackFormat.CLOUDEVENTS,
            "standard-webhooks", CallbackFormat.STANDARD_WEBHOOKS);
    private static final Duration OLD_SECRET_SIGNS_ALONG = Duration.ofHours(24);

    private final Operations operations;
    private final Vault vault;
    private final Clock clock;

    CallbackEndpoint(Operations operations, Vault vault, Clock clock) {
        this.operations = operations;
        this.vault = vault;
        this.clock = clock;
    }

    /** Sets the callback. The answer shows the signing secret only if it is new. */
    @PutMapping
    Map<String, Object> set(Caller.Operator operator, @PathVariable String id, BodyFields fields) {
        fields.only("url", "retry_schedule_seconds", "rotate_secret", "format", "max_per_second");
        String url = fields.text(
                "url",
                FieldRules::isCallbackUrl,
                "must be an http or https address with a host, without user or fragment");
        @Nullable
        List<Integer> schedule =
                fields.integersOrNull("retry_schedule_seconds", 0, RETRY_DELAY_SECONDS_MAX, RETRIES_MAX);
        @Nullable CallbackFormat format = format(fields);
        @Nullable Integer perSecondMax = fields.integerOrNull("max_per_second", 1, PER_SECOND_MAX_MAX);
        boolean rotate = Boolean.TRUE.equals(fields.flagOrNull("rotate_secret"));
        operations.requireCustomer(id);
        Instant now = clock.instant();
        Instant previousUntil = now.plus(OLD_SECRET_SIGNS_ALONG);
        // A secret is made only where one is needed: the vault keeps none that nothing will ever name.
        CustomerReply reply = rotate
                ? CustomerReply.SECRET_NEEDED
                : operations.send(
                        new SetCallback(id, url, schedule, format, perSecondMax, null, false, previousUntil, now),
                        CustomerReply.class);
        if (reply != CustomerReply.SECRET_NEEDED) {
            return Map.of("url", url);
        }
        String secret = Tokens.signingSecret();
        String secretId = vault.put(Vault.Kind.SIGNING_SECRET, secret);
        var command = new SetCallback(id, url, schedule, format, perSecondMax, secretId, rotate, previousUntil, now);
        return operations.send(command, CustomerReply.class) == CustomerReply.SECRET_ISSUED
                ? Map.of("url", url, "signing_secret", secret)
                : Map.of("url", url);
    }

    private static @Nullable CallbackFormat format(BodyFields fields) {
        @Nullable
        String name =
                fields.textOrNull("format", FORMATS::containsKey, "must be realtime, cloudevents or standard-webhooks");
        return name == null ? null : FORMATS.get(name);
    }

    @PostMapping("/pause")
    Map<String, Object> pause(Caller.Operator operator, @PathVariable String id, BodyFields fields) {
        fields.only();
        operations.requireCustomer(id);
        operations.send(new PauseCallback(id, "paused by the operator", clock.instant()), Object.class);
        return Map.of("paused", true);
    }

    @PostMapping("/resume")
    Map<String, Object> resume(Caller.Operator operator, @PathVariable String id, BodyFields fields) {
        fields.only();
        operations.requireCustomer(id);
        operations.send(new ResumeCallback(id, clock.instant()), Object.class);
        return Map.of("paused", false);
    }
}
