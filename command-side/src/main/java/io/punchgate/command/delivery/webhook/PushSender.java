package io.punchgate.command.delivery.webhook;

import static java.util.concurrent.CompletableFuture.completedFuture;

import io.punchgate.api.CallbackId;
import io.punchgate.api.Sha256;
import io.punchgate.api.delivery.Attempt;
import io.punchgate.api.delivery.DeliveryId;
import io.punchgate.api.delivery.OperationId;
import io.punchgate.api.delivery.Verdict;
import io.punchgate.api.device.PushedEvent;
import io.punchgate.command.delivery.store.CallbackFacts;
import io.punchgate.command.delivery.store.DeviceFacts;
import io.punchgate.runtime.vault.Vault;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Builds one push, with its address, body and secrets, and sends it. A push whose secret the vault does not have is not sent:
 * without its token or signature the customer would have to refuse it.
 */
@Component
public class PushSender {

    private static final DeviceFacts NO_DEVICE = new DeviceFacts("", "", "", "");
    /** Of a digest of the operation ids. */
    private static final int BATCH_ID_BYTES = 16;

    private static final String NO_TOKEN = "the vault does not have the device's callback token";
    private static final String NO_BODY = "the callback's format has no corrections";

    private final WebhookClient client;
    private final Vault vault;
    private final PushedPersons persons;
    private final Clock clock;

    /** Sends with that client and the secrets of that vault. */
    public PushSender(WebhookClient client, Vault vault, PushedPersons persons, Clock clock) {
        this.client = client;
        this.vault = vault;
        this.persons = persons;
        this.clock = clock;
    }

    /** The persons of whom the pushes tell. */
    public PushedPersons persons() {
        return persons;
    }

    /** Makes one attempt for a punch or a correction. Blocks. */
    public Outcome send(
            PushedEvent event, CallbackFacts callback, @Nullable DeviceFacts device, BooleanSupplier wanted) {
        return outcome(begin(event, callback, device, wanted));
    }

    /** Tells whether all secrets and keys of a push are in memory, so that beginning it does not block. */
    public boolean isReady(PushedEvent event, CallbackFacts callback, DeviceFacts device) {
        return persons.isReady(event)
                && isReady(device.callbackTokenId())
                && isReady(callback.secretId())
                && (!signsTwice(callback) || isReady(callback.previousSecretId()));
    }

    private boolean isReady(@Nullable String id) {
        return id == null || id.isEmpty() || vault.isInMemory(id);
    }

    /**
     * Begins one attempt for a punch or a correction. It blocks only where a secret or a key has to be read.
     *
     * @param wanted whether it is to go out still, if it has to wait for a connection; asked on an event loop
     */
    public CompletableFuture<Outcome> begin(
            PushedEvent event, CallbackFacts callback, @Nullable DeviceFacts device, BooleanSupplier wanted) {
        if (!PunchMessage.has(callback.format(), event)) {
            return completedFuture(new Outcome.Failed(notSent(NO_BODY), Verdict.UNSUITED, null));
        }
        DeviceFacts known = Objects.requireNonNullElse(device, NO_DEVICE);
        @Nullable String token = token(known);
        if (token == null) {
            return completedFuture(failed(NO_TOKEN));
        }
        String operationId = OperationId.of(DeliveryId.of(event.pushedId(), callback.callback()));
        String body = PunchMessage.of(callback.format(), event, operationId, token, clock.instant());
        UnaryOperator<Attempt> kept = persons.sealing(event);
        return begin(operationId, body, token, callback, known, wanted).thenApply(outcome -> outcome.keptAs(kept));
    }

    /** One event of a batch. It carries no token, so it is the same in every attempt. */
    public record Event(String operationId, String json) {}

    /** The event of a batch that tells of a punch or a correction. */
    public Event event(PushedEvent event, CallbackId callback) {
        String operationId = OperationId.of(DeliveryId.of(event.pushedId(), callback));
        return new Event(operationId, PunchMessage.event(event, operationId));
    }

    /** Makes one attempt for a batch of events. Blocks. */
    public Outcome send(List<Event> events, String serviceTagId, CallbackFacts callback, BooleanSupplier wanted) {
        DeviceFacts devices = new DeviceFacts("", "", serviceTagId, "");
        String id = batchId(events.stream().map(Event::operationId).toList());
        String body = PunchMessage.batch(events.stream().map(Event::json));
        return outcome(begin(id, body, "", callback, devices, wanted));
    }

    /** The same for the same events only: that of one alone is its operation id, as when its saga sends it. */
    static String batchId(List<String> operationIds) {
        String ids = String.join(",", operationIds);
        return operationIds.size() == 1 ? ids : HexFormat.of().formatHex(Sha256.of(ids), 0, BATCH_ID_BYTES);
    }

    /** Sends an operator's test, which tells of no punch. Blocks. */
    Outcome ping(String operationId, CallbackFacts callback, @Nullable DeviceFacts device) {
        DeviceFacts known = Objects.requireNonNullElse(device, NO_DEVICE);
        @Nullable String token = token(known);
        if (token == null) {
            return failed(NO_TOKEN);
        }
        String body = PunchMessage.test(
                callback.format(),
                operationId,
                device == null ? null : device.sn(),
                device == null ? null : token,
                clock.instant());
        return outcome(begin(operationId, body, token, callback, known, () -> true));
    }

    private CompletableFuture<Outcome> begin(
            String operationId,
            String body,
            String token,
            CallbackFacts callback,
            DeviceFacts device,
            BooleanSupplier wanted) {
        @Nullable String url = callback.url();
        if (url == null) {
            return completedFuture(failed("no callback is set"));
        }
        List<String> secrets = secrets(callback);
        if (secrets.isEmpty() && callback.secretId() != null) {
            return completedFuture(failed("the vault does not have the callback's signing secret"));
        }
        WebhookRequest request = new WebhookRequest(
                callback.callback().key(),
                url,
                device.serviceTagId(),
                operationId,
                callback.format(),
                body,
                secrets,
                token);
        return client.send(request, wanted);
    }

    private Outcome outcome(CompletableFuture<Outcome> attempt) {
        try {
            return attempt.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed("the gateway is stopping");
        } catch (ExecutionException e) {
            throw new IllegalStateException("an attempt never fails but by its outcome", e);
        }
    }

    /** The outcome for a punch that cannot be read back. */
    public Outcome failed(String error) {
        return new Outcome.Failed(notSent(error), Verdict.UNREACHABLE, null);
    }

    private Attempt notSent(String error) {
        return new Attempt(clock.instant(), null, 0, error, null);
    }

    private List<String> secrets(CallbackFacts callback) {
        List<String> secrets = new ArrayList<>(2);
        add(callback.secretId(), secrets);
        if (signsTwice(callback) && !secrets.isEmpty()) {
            add(callback.previousSecretId(), secrets);
        }
        return secrets;
    }

    private boolean signsTwice(CallbackFacts callback) {
        @Nullable Instant until = callback.previousUntil();
        return until != null && clock.instant().isBefore(until);
    }

    private void add(@Nullable String secretId, List<String> secrets) {
        if (secretId != null) {
            vault.find(secretId).ifPresent(secrets::add);
        }
    }

    /** The device's token, empty where it has none; null if the vault should have it and does not. */
    private @Nullable String token(DeviceFacts device) {
        String id = device.callbackTokenId();
        return id.isEmpty() ? "" : vault.find(id).orElse(null);
    }
}
