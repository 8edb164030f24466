package io.punchgate.runtime.log.tree;

import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.runtime.BesideOthers;
import io.punchgate.runtime.tree.SignedNote;
import io.punchgate.runtime.tree.VerifierKey;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

@BesideOthers
class CheckpointsTest extends SmallTree {

    @Test
    void givenANewKey_whenSigned_thenBothSignUntilTheOverlapEndsAndTheNameStays() {
        store(1, 3);
        Installed process = new Installed(NOW);
        SignedCheckpoint before = process.tree.checkpoint(3, WAIT);
        var first = process.keys.newest().verifier();

        var second = process.keys.rotate(Duration.ofHours(1)).verifier();

        SignedCheckpoint during = new Installed(NOW).tree.checkpoint(3, WAIT);
        assertThat(first.name()).isEqualTo("gate.example/log").isEqualTo(second.name());
        assertThat(isSigned(before, first)).isTrue();
        assertThat(isSigned(before, second)).isFalse();
        assertThat(isSigned(during, first)).isTrue();
        assertThat(isSigned(during, second)).isTrue();
        store(4, 5);
        SignedCheckpoint after = new Installed(NOW.plus(Duration.ofHours(2))).tree.checkpoint(5, WAIT);
        assertThat(isSigned(after, first)).isFalse();
        assertThat(isSigned(after, second)).isTrue();
        assertThat(process.keys.all()).hasSize(2);
    }

    private static boolean isSigned(SignedCheckpoint checkpoint, VerifierKey key) {
        return SignedNote.parse(checkpoint.note()).isSignedBy(List.of(key));
    }

    @Test
    void givenCheckpointsOfLongAgo_whenThinnedOut_thenOneAMinuteStaysAndAfterAMonthOneAnHour() {
        Installed process = new Installed(NOW);
        var unused = process.keys.newest();
        long size = 0;
        for (Duration ago : List.of(Duration.ofDays(40), Duration.ofHours(2), Duration.ofMinutes(30))) {
            for (int seconds = 0; seconds < 120; seconds += 20) {
                jdbc.update(
                        "insert into log.tree_checkpoint values (?, ?, 1, 'note')",
                        ++size,
                        NOW.minus(ago).plusSeconds(seconds).atOffset(ZoneOffset.UTC));
            }
        }

        process.checkpoints.thinOut();

        assertThat(process.tree.checkpointsAfter(0, 100).stream().map(SignedCheckpoint::size))
                .containsExactly(6L, 9L, 12L, 13L, 14L, 15L, 16L, 17L, 18L);
    }
}
