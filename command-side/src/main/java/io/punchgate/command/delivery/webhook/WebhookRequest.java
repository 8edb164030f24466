package io.punchgate.command.delivery.webhook;

import io.punchgate.api.customer.CallbackFormat;
import java.util.List;

/**
 * What one attempt sends, and where.
 *
 * @param url the callback's address as the customer set it
 * @param serviceTagId added to the address as {@code stgid}, unless it has one; empty: not added
 * @param operationId sent as {@code webhook-id}
 * @param format of the body, by which its content type and what acknowledges it are told
 * @param body JSON
 * @param signingSecrets the secrets to sign with, the newest first, each {@code whsec_} and base64
 * @param masked what must not be kept of the answer: the device's callback token; empty: nothing
 */
public record WebhookRequest(
        String url,
        String serviceTagId,
        String operationId,
        CallbackFormat format,
        String body,
        List<String> signingSecrets,
        String masked) {

    public WebhookRequest {
        signingSecrets = List.copyOf(signingSecrets);
    }
}
