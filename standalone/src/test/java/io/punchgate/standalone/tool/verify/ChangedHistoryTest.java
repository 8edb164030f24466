package io.punchgate.standalone.tool.verify;

import static io.punchgate.standalone.tool.verify.SmallExport.assertWrong;
import static io.punchgate.standalone.tool.verify.SmallExport.changed;
import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.runtime.BesideOthers;
import io.punchgate.runtime.tree.SigningKey;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody was at the history, more or less cleverly. */
@BesideOthers
class ChangedHistoryTest {

    private final SmallExport log = new SmallExport(21);

    @TempDir
    private Path folder;

    /** The database itself was changed, with all that follows from it, but the checkpoint was handed out before. */
    @Test
    void givenTheLogWasChangedAndExportedAnew_whenVerified_thenThePositionIsNamed() throws Exception {
        SmallExport swapped = log.changed(log.key, records -> {
            Collections.swap(records, 4, 6);
            return records;
        });
        SmallExport inserted = log.changed(log.key, records -> {
            records.add(8, records.get(2));
            return records;
        });
        SmallExport removed = log.changed(log.key, records -> {
            records.remove(8);
            return records;
        });
        assertWrong(log.verify(folder, log.checkpoint(), swapped.lines()), "position 5:");
        assertWrong(log.verify(folder, log.checkpoint(), inserted.lines()), "position 9:");
        assertWrong(log.verify(folder, log.checkpoint(), removed.lines()), "position 10:");
    }

    @Test
    void givenATextAndItsHashWereBothChanged_whenVerified_thenTheProofsNameThePositionAndTheWholeIsRefused()
            throws Exception {
        SmallExport edited = log.changed(log.key, records -> {
            records.set(6, records.get(6).replace("key-6", "key-7"));
            return records;
        });
        List<String> withOldProofs = new ArrayList<>(log.linesWithProofs("acme"));
        String old = log.proof(7).replace("\n", "\\n");
        String forged =
                edited.linesWithProofs("acme").get(3).replace(edited.proof(7).replace("\n", "\\n"), old);
        withOldProofs.set(3, forged);

        assertThat(forged).contains(old).contains("key-7");
        assertWrong(log.verify(folder, log.checkpoint(), withOldProofs), "position 7:");
        assertWrong(log.verify(folder, log.checkpoint(), edited.lines()), "positions 1 to 21", "proof=true");
        assertWrong(
                log.verify(folder, log.checkpoint(), edited.linesWithProofs("acme")), "position 1:", "another history");
    }

    @Test
    void givenTheHistoryIsSignedAnewWithAnotherKey_whenVerified_thenTheSignatureIsNamed() throws Exception {
        SmallExport forged = log.changed(SigningKey.generate("gate.example/log"), records -> {
            records.set(6, records.get(6).replace("key-6", "key-7"));
            return records;
        });

        assertWrong(
                log.verify(folder, forged.checkpoint(), forged.lines()),
                "the checkpoint is not signed by the verifier key");
        assertWrong(
                log.verify(folder, log.checkpoint(), forged.linesWithProofs("acme")),
                "position 1:",
                "is not signed by the verifier key");
    }

    /** Any character, in any line. */
    @Test
    void givenAnyCharacterIsChanged_whenVerified_thenItsPositionIsNamed() throws Exception {
        Random random = new Random(27);
        List<String> whole = log.lines();
        for (int i = 0; i < 150; i++) {
            int line = random.nextInt(whole.size());
            int at = random.nextInt(whole.get(line).length());
            assertWrong(
                    log.verify(folder, log.checkpoint(), changed(whole, lines -> {
                        StringBuilder text = new StringBuilder(lines.get(line));
                        text.setCharAt(at, text.charAt(at) == 'q' ? '7' : 'q');
                        lines.set(line, text.toString());
                        return lines;
                    })),
                    "position " + (line + 1) + ":");
        }
    }
}
