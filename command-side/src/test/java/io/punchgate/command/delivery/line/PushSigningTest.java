package io.punchgate.command.delivery.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import io.punchgate.api.CallbackId;
import io.punchgate.api.delivery.DeliveryCommand.PauseCallback;
import io.punchgate.api.delivery.DeliveryCommand.ResumeCallback;
import io.punchgate.api.delivery.DeliveryEvent.DeliveryAttemptFailed;
import io.punchgate.command.delivery.CustomerServer.Received;
import io.punchgate.runtime.vault.Vault;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A rotated secret signs along for its overlap and no longer, by the standard's reference library. */
class PushSigningTest {

    private static final String FIRST = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String SECOND = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
    private static final String THIRD = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX";

    private final PushStage stage = new PushStage();
    private final Vault vault = new Vault(JdbcClient.create(stage.database()));

    @AfterEach
    void end() throws IOException {
        stage.close();
    }

    @Test
    void givenARotation_whenPushed_thenOldAndNewVerifyUntilTheOverlapIsOver() {
        stage.push().rotateSecret(vault.put(Vault.Kind.SIGNING_SECRET, FIRST), Instant.now());
        assertVerifies(pushed("a0"), FIRST);
        stage.push()
                .rotateSecret(
                        vault.put(Vault.Kind.SIGNING_SECRET, SECOND),
                        Instant.now().plus(Duration.ofHours(24)));
        Received during = pushed("a1");
        assertVerifies(during, FIRST);
        assertVerifies(during, SECOND);
        stage.push()
                .rotateSecret(
                        vault.put(Vault.Kind.SIGNING_SECRET, THIRD),
                        Instant.now().minusSeconds(1));
        Received after = pushed("a2");
        assertVerifies(after, THIRD);
        assertThatThrownBy(() -> verify(after, SECOND)).isInstanceOf(WebhookVerificationException.class);
        assertThatThrownBy(() -> verify(after, FIRST)).isInstanceOf(WebhookVerificationException.class);
    }

    @Test
    void givenASecretIsMissing_whenPushed_thenNothingGoesOutUnsignedAndTheReasonIsTold() {
        stage.push().rotateSecret("lost", Instant.now());
        stage.push().punch("A", "a0");
        await().atMost(PushStage.MAX)
                .until(() -> !stage.push().said(DeliveryAttemptFailed.class).isEmpty());
        assertThat(stage.push()
                        .said(DeliveryAttemptFailed.class)
                        .getFirst()
                        .attempt()
                        .error())
                .contains("signing secret");
        assertThat(stage.server().received()).isEmpty();
    }

    @Test
    void givenADeviceChangesHands_whenWhatItRecordedBeforeIsPushed_thenItCarriesTheTokenOfThen() {
        stage.push().register("A", PushHarness.ACME, vault.put(Vault.Kind.CALLBACK_TOKEN, "old-token"));
        stage.push().punch("A", "a0");
        stage.push().say(new PauseCallback(CallbackId.ofDefault(PushHarness.ACME), "by the operator", Instant.now()));
        stage.push().punch("A", "a1");
        stage.push().changeHands("A", "other", vault.put(Vault.Kind.CALLBACK_TOKEN, "new-token"));
        stage.push().say(new ResumeCallback(CallbackId.ofDefault(PushHarness.ACME), Instant.now()));
        await().atMost(PushStage.MAX).until(() -> stage.server().received().size() == 2);
        assertThat(stage.server().received())
                .allSatisfy(request -> assertThat(request.body()).contains("\"AuthToken\":\"old-token\""));
    }

    private Received pushed(String punchId) {
        int before = stage.server().received().size();
        stage.push().punch("A", punchId);
        await().atMost(PushStage.MAX).until(() -> stage.server().received().size() > before);
        return stage.server().received().getLast();
    }

    private static void assertVerifies(Received push, String secret) {
        assertThatCode(() -> verify(push, secret)).doesNotThrowAnyException();
    }

    private static void verify(Received push, String secret) throws Exception {
        new Webhook(secret).verify(push.body(), HttpHeaders.of(push.headers(), (name, value) -> true));
    }
}
