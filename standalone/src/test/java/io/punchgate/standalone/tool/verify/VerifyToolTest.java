package io.punchgate.standalone.tool.verify;

import static io.punchgate.standalone.tool.verify.SmallExport.assertWrong;
import static io.punchgate.standalone.tool.verify.SmallExport.changed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.punchgate.runtime.BesideOthers;
import io.punchgate.standalone.tool.Terminal;
import io.punchgate.standalone.tool.TerminalText;
import io.punchgate.standalone.tool.WrongUsage;
import io.punchgate.standalone.tool.verify.SmallExport.Told;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@BesideOthers
class VerifyToolTest {

    private final SmallExport log = new SmallExport(21);

    @TempDir
    private Path folder;

    @Test
    void givenTheWholeExport_whenVerified_thenItIsAsItWasSigned() throws Exception {
        Told told = log.verify(folder, log.checkpoint(), log.lines());

        assertThat(told.text()).contains("21 events", "the first 21 as a whole");
        assertThat(told.code()).isZero();
    }

    @Test
    void givenOneCustomersExportWithProofs_whenVerified_thenEachEventIsCheckedByItself() throws Exception {
        Told told = log.verify(folder, log.checkpoint(), log.linesWithProofs("acme"));

        assertThat(told.text()).contains("11 events", "11 by a proof of their own");
        assertThat(told.code()).isZero();
        assertThat(log.verify(folder, log.checkpoint(5), log.linesWithProofs("other"))
                        .code())
                .isZero();
    }

    @Test
    void givenAPartWithoutProofs_whenVerified_thenThatIsTheReason() throws Exception {
        assertWrong(log.verify(folder, log.checkpoint(), log.lines().subList(4, 9)), "position 1:", "proof=true");
        assertWrong(log.verify(folder, log.checkpoint(), log.lines().subList(0, 9)), "position 10:", "proof=true");
        assertWrong(log.verify(folder, log.checkpoint(), List.of()), "position 1:");
    }

    @Test
    void givenAPartWithoutProofsAndTheProofOfItsOneEvent_whenVerified_thenThatIsEnough() throws Exception {
        String proof = Files.writeString(folder.resolve("proof"), log.proof(7)).toString();

        assertThat(log.verify(folder, log.checkpoint(), log.lines().subList(6, 7), "--proof", proof)
                        .code())
                .isZero();
        assertThat(log.verify(folder, log.checkpoint(), log.lines(), "--proof", proof)
                        .code())
                .isZero();
        assertWrong(log.verify(folder, log.checkpoint(), log.lines().subList(0, 1), "--proof", proof), "position 7:");
        assertWrong(log.verify(folder, log.checkpoint(), log.lines().subList(6, 8), "--proof", proof), "position 1:");
    }

    @Test
    void givenTheNewestEventIsDeleted_whenVerified_thenItsPositionIsNamed() throws Exception {
        assertWrong(log.verify(folder, log.checkpoint(), log.lines().subList(0, 20)), "position 21:");
    }

    @Test
    void givenAnEventIsDeleted_whenVerified_thenItsPositionIsNamed() throws Exception {
        assertWrong(
                log.verify(folder, log.checkpoint(), changed(log.lines(), lines -> {
                    lines.remove(11);
                    return lines;
                })),
                "position 12:");
    }

    @Test
    void givenTwoLinesAreSwapped_whenVerified_thenTheFirstIsNamed() throws Exception {
        assertWrong(
                log.verify(folder, log.checkpoint(), changed(log.lines(), lines -> {
                    Collections.swap(lines, 4, 9);
                    return lines;
                })),
                "position 5:");
        assertWrong(
                log.verify(folder, log.checkpoint(), changed(log.linesWithProofs("acme"), lines -> {
                    Collections.swap(lines, 4, 5);
                    return lines;
                })),
                "position 9:",
                "swapped");
    }

    @Test
    void givenALineIsInserted_whenVerified_thenItIsNamed() throws Exception {
        assertWrong(
                log.verify(folder, log.checkpoint(), changed(log.lines(), lines -> {
                    lines.add(5, lines.get(4));
                    return lines;
                })),
                "position 5:",
                "inserted");
        assertWrong(log.verify(folder, log.checkpoint(20), log.lines()), "position 21:", "inserted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"payload", "record", "hash", "type", "recorded_at", "sequence", "position"})
    void givenAKeyIsMissing_whenVerified_thenThePositionIsNamed(String key) throws Exception {
        assertWrong(
                log.verify(folder, log.checkpoint(), changed(log.lines(), lines -> {
                    lines.set(3, lines.get(3).replace("\"" + key + "\":", "\"x\":"));
                    return lines;
                })),
                "position 4:");
    }

    @Test
    void givenAKeyTwiceInALine_whenVerified_thenItIsRefused() throws Exception {
        assertWrong(
                log.verify(folder, log.checkpoint(), changed(log.lines(), lines -> {
                    lines.set(3, lines.get(3).replace("{\"position\":4", "{\"position\":4,\"sn\":\"x\""));
                    return lines;
                })),
                "position 4:");
    }

    @Test
    void givenAnotherLogsCheckpoint_whenVerified_thenItIsRefused() throws Exception {
        SmallExport another = new SmallExport(21);

        assertWrong(log.verify(folder, another.checkpoint(), another.lines()), "not signed by the verifier key");
        assertWrong(log.verify(folder, "nonsense", log.lines()), "the checkpoint cannot be read");
        assertWrong(SmallExport.verifyBy("nonsense", folder, log.checkpoint(), log.lines()), "the verifier key");
    }

    @Test
    void givenFilesThatAreNotThere_whenVerified_thenItCannotBeChecked() throws Exception {
        Terminal terminal = new TerminalText().terminal();
        String missing = folder.resolve("missing").toString();
        VerifyTool tool = new VerifyTool();

        assertThat(tool.run(List.of("--vkey", missing, "--checkpoint", missing, missing), terminal))
                .isEqualTo(1);
        assertThatThrownBy(() -> tool.run(List.of("--vkey", missing), terminal)).isInstanceOf(WrongUsage.class);
        assertThatThrownBy(() -> tool.run(List.of("--vkey", missing, "--checkpoint", missing), terminal))
                .isInstanceOf(WrongUsage.class);
    }
}
