package io.punchgate.standalone.tool.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.punchgate.runtime.BesideOthers;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lost connections, restarts and ends of the tool. */
@BesideOthers
class ListenRestartTest {

    private final Stage stage;

    ListenRestartTest(@TempDir Path folder) throws IOException {
        stage = new Stage(folder);
    }

    @AfterEach
    void end() {
        stage.close();
    }

    @Test
    void givenALostConnection_whenPunchesGoOn_thenNoneIsLostOrRepeated() throws Exception {
        stage.gate.punch("1");
        try (RunningTool tool = stage.listen()) {
            stage.developer.next();
            tool.awaitText("-> 200");
            stage.gate.refuse(3);
            stage.gate.cut();
            stage.gate.punch("2");

            assertThat(stage.developer.next().body()).contains("\"UserId\":\"2\"");
            assertThat(stage.gate.asked())
                    .last()
                    .extracting(StreamingGate.Asked::lastEventId)
                    .isEqualTo("1");
            assertThat(tool.err()).contains("the gate answers 503");
            assertThat(stage.developer.bodies()).hasSize(2);
        }
    }

    @Test
    void givenAnEarlierRun_whenStartedAgain_thenItGoesOnThereWhateverSinceSays() throws Exception {
        stage.gate.punch("1");
        try (RunningTool tool = stage.listen("--since", "2026-06-01T00:00:00Z", "--sn", "GATE-1")) {
            stage.developer.next();
            tool.awaitText("-> 200");
            assertThat(tool.end()).isZero();
        }
        stage.gate.punch("2");
        try (RunningTool tool = stage.listen("--since", "2026-06-30T00:00:00Z", "--sn", "GATE-1")) {
            assertThat(stage.developer.next().body()).contains("\"UserId\":\"2\"");
            tool.awaitText("-> 200");
        }
        assertThat(stage.gate.asked())
                .containsExactly(
                        new StreamingGate.Asked("types=punch&sn=GATE-1&since=2026-06-01T00:00:00Z", null),
                        new StreamingGate.Asked("types=punch&sn=GATE-1", "1"));
    }

    @Test
    void givenARunThatSawNoPunch_whenStartedAgain_thenItGoesOnWhereTheFirstBegan() throws Exception {
        try (RunningTool tool = stage.listen()) {
            tool.awaitText("Listening to");
            await().until(() -> Files.exists(stage.folder.resolve("state.json")));
            assertThat(tool.end()).isZero();
            assertThat(tool.out()).contains("Ended.");
        }
        stage.gate.punch("1");
        try (RunningTool tool = stage.listen()) {
            stage.developer.next();
            tool.awaitText("-> 200");
        }
        assertThat(stage.gate.asked())
                .first()
                .extracting(StreamingGate.Asked::query)
                .isEqualTo("types=punch");
        assertThat(stage.gate.asked())
                .last()
                .extracting(StreamingGate.Asked::query)
                .asString()
                .matches("types=punch&since=\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z");
    }

    @Test
    void givenAPunchUnderRetry_whenEndedAndStartedAgain_thenItIsTriedAgain() throws Exception {
        for (int i = 0; i < 1000; i++) {
            stage.developer.answerNext(500, "");
        }
        stage.gate.punch("1");
        try (RunningTool tool = stage.listen()) {
            stage.developer.next();
            stage.developer.next();
            assertThat(tool.end()).isZero();
        }
        try (RunningTool tool = stage.listen()) {
            tool.awaitText("-> 500");
            assertThat(stage.developer.bodies()).allMatch(body -> body.contains("\"UserId\":\"1\""));
        }
    }

    @Test
    void givenAKeyThatTheGateRefuses_whenStarted_thenItSaysSoAndEnds() throws Exception {
        Files.writeString(stage.folder.resolve("key"), "another-key");
        try (RunningTool tool = stage.listen()) {
            assertThat(tool.exitCode()).isEqualTo(1);
            assertThat(tool.err()).contains("refuses the API key (401)", "The API key is unknown.");
            assertThat(tool.err()).doesNotContain("another-key");
        }
    }

    @Test
    void givenAStateFileOfSomethingElse_whenStarted_thenItSaysSoAndEnds() throws Exception {
        Files.writeString(stage.folder.resolve("state.json"), "{\"name\":\"mine\"}");
        try (RunningTool tool = stage.listen()) {
            assertThat(tool.exitCode()).isEqualTo(1);
            assertThat(tool.err()).contains("state.json", "cannot be read");
        }
        assertThat(stage.folder.resolve("state.json")).hasContent("{\"name\":\"mine\"}");
    }

    @Test
    void givenAnAddressThatIsNoGates_whenStarted_thenItSaysSoAndEnds() throws Exception {
        try (RunningTool tool = stage.listen("--url", "http://localhost:" + stage.developer.port())) {
            assertThat(tool.exitCode()).isEqualTo(1);
            assertThat(tool.err()).contains("not with a stream");
        }
    }

    @Test
    void givenAConnectionOnWhichNothingComes_whenItIsFollowed_thenItIsTakenForDead() throws Exception {
        ListenOptions options = ListenOptions.read(stage.arguments());
        GateStream gate = new GateStream(options, Clock.systemUTC(), Duration.ofMillis(100));

        GateStream.Opened opened = gate.open(Position.since(null));

        assertThatThrownBy(() -> opened.events().next()).isInstanceOf(SocketTimeoutException.class);
    }
}
