package io.punchgate.command.delivery.webhook;

import io.punchgate.api.customer.CallbackFormat;
import java.util.List;

/**
 * The content and the address of one attempt.
 *
 * @param owner whose connections it may use: a callback shares them with no other
 * @param url the callback's address as the customer set it
 * @param serviceTagId added to the address as {@code stgid}, unless it has one; empty: not added
 * @param operationId sent as {@code webhook-id}
 * @param format of the body; it decides the content type and the answers that acknowledge
 * @param body JSON
 * @param signingSecrets the secrets to sign with, the newest first, each {@code whsec_} and base64
 * @param masked a secret that is masked in the kept answer: the device's callback token; empty: none
 */
record WebhookRequest(
        String owner,
        String url,
        String serviceTagId,
        String operationId,
        CallbackFormat format,
        String body,
        List<String> signingSecrets,
        String masked) {

    WebhookRequest {
        signingSecrets = List.copyOf(signingSecrets);
    }
}
