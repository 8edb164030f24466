package io.punchgate.standalone.tool.listen;

import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.delivery.OperationId;
import io.punchgate.runtime.BesideOthers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The requests that a developer's machine gets. */
@BesideOthers
class ListenToolTest {

    private final Stage stage;

    ListenToolTest(@TempDir Path folder) throws IOException {
        stage = new Stage(folder);
    }

    @AfterEach
    void end() {
        stage.close();
    }

    @Test
    void givenAPunch_whenStreamed_thenItIsPostedAsThePushWould() throws Exception {
        stage.gate.punch("1001");
        try (RunningTool tool = stage.listen(
                "--callback-secret-file", stage.file("secret"), "--callback-token-file", stage.file("token"))) {
            DeveloperServer.Push push = stage.developer.next();

            assertThat(push.uri()).isEqualTo("/cams?direction=1&stgid=ST+1");
            assertThat(push.body())
                    .matches("\\{\"RealTime\":\\{\"OperationID\":\"" + OperationId.of("punch-1")
                            + "\",\"LabelName\":\"Main Gate\",\"SerialNumber\":\"GATE-1\",\"PunchLog\":\\{\"Type\":\"CheckIn\","
                            + "\"Temperature\":\"36.85\",\"FaceMask\":true,\"InputType\":\"Face\",\"UserId\":\"1001\","
                            + "\"LogTime\":\"2026-06-21 09:30:00 GMT \\+0530\"},"
                            + "\"AuthToken\":\"0123456789abcdef0123456789abcdef\","
                            + "\"Time\":\"\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d GMT \\+0000\"}}");
            assertThat(push.headers().getFirst("Content-Type")).isEqualTo("application/json");
            assertThat(push.headers().getFirst("User-Agent")).startsWith("Punchgate/");
            assertThat(push.headers().getFirst("webhook-id")).isEqualTo(OperationId.of("punch-1"));
            assertThat(push.headers().getFirst("webhook-signature")).isEqualTo("v1," + hmac(push));
            tool.awaitText("GATE-1 1001 CheckIn 2026-06-21T09:30:00+05:30  -> 200 {\"status\":\"done\"}");
        }
    }

    private static String hmac(DeveloperServer.Push push) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(
                new SecretKeySpec(Base64.getDecoder().decode(Stage.SECRET.substring("whsec_".length())), "HmacSHA256"));
        String signed = push.headers().getFirst("webhook-id") + "."
                + push.headers().getFirst("webhook-timestamp") + "." + push.body();
        return Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void givenNoFiles_whenPosted_thenTheTokenIsEmptyAndNothingIsSigned() throws Exception {
        stage.gate.punch("1001");
        try (RunningTool tool = stage.listen()) {
            DeveloperServer.Push push = stage.developer.next();

            assertThat(push.body()).contains("\"AuthToken\":\"\"");
            assertThat(push.headers()).doesNotContainKey("webhook-signature");
            tool.awaitText("-> 200");
        }
    }

    @Test
    void givenAPunchWithoutAType_whenPosted_thenItHasTheOneThatIsPushed() throws Exception {
        stage.gate.punch("1001", "type", "null", "pushed_type", "\"BreakOut\"");
        stage.gate.punch("1002", "type", "null", "temperature", "null", "face_mask", "null");
        try (RunningTool tool = stage.listen()) {
            assertThat(stage.developer.next().body()).contains("\"Type\":\"BreakOut\"");
            assertThat(stage.developer.next().body()).contains("{\"Type\":\"CheckIn\",\"InputType\"");
            tool.awaitText("1002");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "cloudevents, application/cloudevents+json, '{\"specversion\":\"1.0\",\"id\":\"'",
        "standard-webhooks, application/json, '{\"type\":\"punchgate.punch.recorded\",'",
        "cloudevents-batch, application/cloudevents-batch+json, '[{\"specversion\":\"1.0\",\"id\":\"'"
    })
    void givenAnotherFormat_whenPosted_thenItIsThatAndAny2xxAcknowledges(String format, String type, String begin)
            throws Exception {
        stage.developer.answerNext(204, "");
        stage.gate.punch("1001");
        try (RunningTool tool = stage.listen("--format", format)) {
            DeveloperServer.Push push = stage.developer.next();

            assertThat(push.headers().getFirst("Content-Type")).isEqualTo(type);
            assertThat(push.body()).startsWith(begin).contains("\"user_id\":\"1001\"");
            tool.awaitText("-> 204");
        }
    }

    @Test
    void givenAReceiverThatFails_whenPunchesCome_thenTheFirstIsTriedUntilItIsTakenAndTheOthersWait() throws Exception {
        stage.developer.answerNext(500, "no");
        stage.developer.answerNext(200, "{\"status\":\"error\"}");
        stage.developer.answerNext(403, "{\"status\":\"done\"}");
        stage.developer.answerNext(410, "");
        stage.gate.punch("first");
        stage.gate.punch("second");
        try (RunningTool tool = stage.listen()) {
            List<String> users = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                users.add(stage.developer.next().body().contains("\"first\"") ? "first" : "second");
            }

            assertThat(users).containsExactly("first", "first", "first", "first", "first", "second");
            tool.awaitText("-> 500 no (");
            tool.awaitText("second CheckIn");
            assertThat(tool.out()).contains("again in 0 s");
        }
    }

    @Test
    void givenAPersonErasedSince_whenStreamed_thenNothingIsPostedAndItGoesOn() throws Exception {
        stage.gate.punch("1", "user_id", "null", "erased", "true");
        stage.gate.punch("2");
        try (RunningTool tool = stage.listen()) {
            assertThat(stage.developer.next().body()).contains("\"UserId\":\"2\"");
            tool.awaitText("-> 200");
            assertThat(stage.developer.bodies()).hasSize(1);
        }
    }
}
