package io.punchgate.command.delivery.webhook;

import static io.punchgate.command.delivery.webhook.RawServer.readOn;
import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.customer.CallbackFormat;
import io.punchgate.runtime.BesideOthers;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;

/**
 * The contract for a callback that takes batches, while requests of the customer's other callbacks, in other formats and on the same
 * host, get no answer.
 */
@BesideOthers
class OneCallbackOfSeveralTest extends CustomerServerContract {

    private final WebhookClient client =
            new WebhookClient(AddressPolicy.allowing(List.of(), true), Clock.systemUTC(), ATTEMPT_MAX);

    @AfterEach
    void end() throws IOException {
        client.close();
    }

    @Override
    boolean isAcknowledgedByAnySuccess() {
        return true;
    }

    @Override
    Outcome send(String url) {
        try (RawServer one = new RawServer(socket -> readOn(socket));
                RawServer other = new RawServer(socket -> readOn(socket))) {
            List<CompletableFuture<Outcome>> waiting = Stream.of(
                            request("acme", one.url(), CallbackFormat.REALTIME, "{}"),
                            request("acme/hr", other.url(), CallbackFormat.STANDARD_WEBHOOKS, "{}"))
                    .map(client::send)
                    .toList();
            assertThat(one.request()).contains("webhook-id");
            assertThat(other.request()).contains("webhook-id");
            Outcome outcome = client.send(request("acme/erp", url, CallbackFormat.CLOUDEVENTS_BATCH, "[{}]"))
                    .join();
            assertThat(waiting).noneMatch(each -> each.isDone() && each.join() instanceof Outcome.Acknowledged);
            return outcome;
        }
    }

    private static WebhookRequest request(String callback, String url, CallbackFormat format, String body) {
        return new WebhookRequest(callback, url, "", "abcdefghijkl", format, body, List.of(), "");
    }
}
