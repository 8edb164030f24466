package io.punchgate.command.delivery.webhook;

import io.punchgate.api.CallbackId;
import io.punchgate.api.customer.CallbackFormat;
import io.punchgate.api.delivery.DeliveryId;
import io.punchgate.api.delivery.OperationId;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.command.delivery.http.PushHttp;
import io.punchgate.command.operation.FieldRules;
import java.net.InetAddress;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Pushes punches to an address that the person who runs this process chose, whatever machine it is of. Body, headers, signature
 * and judgement of the answer are those of the push to the callback {@code default}; nothing is stored, planned or limited.
 */
public final class DirectPush implements AutoCloseable {

    private final Target target;
    private final Clock clock;
    private final WebhookClient client;

    /**
     * The address, and what the push to it carries.
     *
     * @param signingSecret {@code whsec_} and base64; null: not signed
     * @param callbackToken the device's, which only {@link CallbackFormat#REALTIME} carries; empty: none
     */
    public record Target(
            String url, CallbackFormat format, @Nullable String signingSecret, String callbackToken) {

        /**
         * Refuses what could not be pushed to.
         *
         * @throws IllegalArgumentException if a callback could not have that address, or the secret is none
         */
        public Target {
            if (!FieldRules.isCallbackUrl(url)) {
                throw new IllegalArgumentException(
                        url + " is not an http or https address with a host, without user or fragment");
            }
            if (signingSecret != null && !WebhookSignature.isSecret(signingSecret)) {
                throw new IllegalArgumentException("the signing secret is not whsec_ and base64");
            }
        }
    }

    /** A push with connections of its own. */
    public DirectPush(Target target, Clock clock) {
        this.target = target;
        this.clock = clock;
        this.client =
                new WebhookClient(new PushHttp(InetAddress::getAllByName, WebhookClient.ATTEMPT_MAX, null), clock);
    }

    /**
     * Makes one attempt for those punches. Blocks.
     *
     * @param punches one, or up to {@link CallbackFormat#CLOUDEVENTS_BATCH}'s largest batch in that format
     * @param serviceTagId sent as {@code stgid}; empty: not sent
     */
    public Outcome send(List<PunchRecorded> punches, String serviceTagId) throws InterruptedException {
        String id =
                PushSender.batchId(punches.stream().map(DirectPush::operationId).toList());
        String body = target.format() == CallbackFormat.CLOUDEVENTS_BATCH
                ? PunchMessage.batch(punches.stream().map(punch -> PunchMessage.event(punch, operationId(punch))))
                : PunchMessage.of(target.format(), punches.getFirst(), id, target.callbackToken(), clock.instant());
        List<String> secrets =
                Optional.ofNullable(target.signingSecret()).stream().toList();
        WebhookRequest request = new WebhookRequest(
                "", target.url(), serviceTagId, id, target.format(), body, secrets, target.callbackToken());
        try {
            return client.send(request).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("an attempt never fails but by its outcome", e);
        }
    }

    private static String operationId(PunchRecorded punch) {
        return OperationId.of(DeliveryId.of(punch.punchId(), CallbackId.ofDefault(punch.customerId())));
    }

    /** Ends requests under way and closes the connections. */
    @Override
    public void close() {
        client.close();
    }
}
