package io.punchgate.command.delivery.webhook;

import static io.punchgate.command.delivery.webhook.RawServer.write;
import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import io.punchgate.api.customer.CallbackFormat;
import io.punchgate.api.delivery.Verdict;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookClientTest extends CustomerServerContract {

    private static final String BODY = "{\"RealTime\":{\"LabelName\":\"Zürich\"}}";
    private static final String OLD = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String NEW = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";

    private final WebhookClient client =
            new WebhookClient(AddressPolicy.allowing(List.of(), true), Clock.systemUTC(), ATTEMPT_MAX);

    @AfterEach
    void end() throws IOException {
        client.close();
    }

    @Override
    Outcome send(String url) {
        return client.send(request(url, List.of())).join();
    }

    @Override
    boolean isAcknowledgedByAnySuccess() {
        return false;
    }

    @Test
    void givenNoServer_whenAsked_thenItIsUnreachable() {
        Outcome outcome =
                client.send(request("http://127.0.0.1:1/x", List.of())).join();
        assertThat(verdict(outcome)).isEqualTo(Verdict.UNREACHABLE);
        assertThat(outcome.attempt().error()).startsWith("no connection");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://10.0.0.1/x", "http://169.254.169.254/x", "http://[::ffff:10.0.0.1]/x", "http://0/"})
    void givenAPrivateAddress_whenAsked_thenItIsNotCalled(String url) {
        Outcome outcome = client.send(request(url, List.of())).join();
        assertThat(verdict(outcome)).isEqualTo(Verdict.UNREACHABLE);
        assertThat(outcome.attempt().error()).contains("is not public");
    }

    @Test
    void givenTwoSecrets_whenSent_thenTheReferenceLibraryVerifiesEither() throws Exception {
        Outcome outcome;
        String request;
        try (RawServer server =
                new RawServer(socket -> write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"))) {
            outcome = client.send(request(server.url(), List.of(NEW, OLD))).join();
            request = server.request();
        }
        assertThat(outcome).isInstanceOf(Outcome.Acknowledged.class);
        assertThat(request)
                .startsWith("POST /x?stgid=ST-1 HTTP/1.1\r\n")
                .contains("\r\nContent-Type: application/json\r\n")
                .contains("\r\nwebhook-id: abcdefghijkl\r\n")
                .contains("\r\nUser-Agent: Punchgate/")
                .endsWith("\r\n\r\n" + BODY);
        new Webhook(NEW).verify(BODY, RawServer.headers(request));
        new Webhook(OLD).verify(BODY, RawServer.headers(request));
    }

    private static WebhookRequest request(String url, List<String> secrets) {
        return new WebhookRequest("acme", url, "ST-1", "abcdefghijkl", CallbackFormat.REALTIME, BODY, secrets, "");
    }
}
