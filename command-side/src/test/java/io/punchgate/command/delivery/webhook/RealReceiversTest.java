package io.punchgate.command.delivery.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.customer.CallbackFormat;
import io.punchgate.api.delivery.OperationId;
import io.punchgate.api.delivery.Verdict;
import io.punchgate.command.delivery.Punches;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Judges the answers of each of the receivers in the field. */
class RealReceiversTest {

    private final RealReceivers receivers = new RealReceivers();
    private final WebhookClient client =
            new WebhookClient(AddressPolicy.allowing(List.of(), true), Clock.systemUTC(), Duration.ofSeconds(5));

    @AfterEach
    void end() throws IOException {
        client.close();
        receivers.close();
    }

    @ParameterizedTest
    @CsvSource({"/odoo", "/navari", "/php", "/next", "/spring", "/nialabs", "/ess"})
    void givenAReceiver_whenItTakesAPunch_thenItIsAcknowledged(String receiver) {
        assertThat(send(receiver, RealReceivers.TOKEN, RealReceivers.SERVICE_TAG))
                .isInstanceOf(Outcome.Acknowledged.class);
    }

    @ParameterizedTest
    @CsvSource({"/odoo,UNREACHABLE", "/navari,REJECTED"})
    void givenAWrongToken_whenAReceiverMinds_thenThePunchIsNotDelivered(String receiver, Verdict verdict) {
        assertThat(send(receiver, "wrong-token", RealReceivers.SERVICE_TAG))
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.verdict()).isEqualTo(verdict));
    }

    @ParameterizedTest
    @CsvSource({"/odoo", "/next"})
    void givenNoServiceTag_whenAReceiverDemandsOne_thenItIsRejected(String receiver) {
        assertThat(send(receiver, RealReceivers.TOKEN, ""))
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.verdict()).isEqualTo(Verdict.REJECTED));
    }

    @Test
    void givenOdooSwitchesItsDatabase_whenItSaysDoneWith403_thenTheRetryIsNeededAndTaken() {
        assertThat(send("/odoo?db=x", RealReceivers.TOKEN, RealReceivers.SERVICE_TAG))
                .isInstanceOf(Outcome.Failed.class);
        assertThat(send("/odoo?db=x", RealReceivers.TOKEN, RealReceivers.SERVICE_TAG))
                .isInstanceOf(Outcome.Acknowledged.class);
    }

    private Outcome send(String receiver, String token, String serviceTag) {
        String body =
                RealTime.body(Punches.plain("p1"), OperationId.of("p1"), token, Instant.parse("2026-06-21T04:00:01Z"));
        return client.send(new WebhookRequest(
                        "acme",
                        receivers.url(receiver),
                        serviceTag,
                        OperationId.of("p1"),
                        CallbackFormat.REALTIME,
                        body,
                        List.of(),
                        token))
                .join();
    }
}
