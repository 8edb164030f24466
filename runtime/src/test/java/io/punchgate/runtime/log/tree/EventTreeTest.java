package io.punchgate.runtime.log.tree;

import static io.punchgate.runtime.tree.IndependentVerifier.isConsistent;
import static io.punchgate.runtime.tree.IndependentVerifier.rootOfPath;
import static io.punchgate.runtime.tree.IndependentVerifier.treeHash;
import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.Sha256;
import io.punchgate.api.customer.CustomerEvent.ApiKeyRevoked;
import io.punchgate.runtime.BesideOthers;
import io.punchgate.runtime.log.EventLog;
import io.punchgate.runtime.log.EventRecords;
import io.punchgate.runtime.log.StoredEvent;
import io.punchgate.runtime.log.tree.TreeIntegration.Added;
import io.punchgate.runtime.tree.Checkpoint;
import io.punchgate.runtime.tree.SignedNote;
import io.punchgate.runtime.tree.TilePath;
import io.punchgate.runtime.tree.TlogProof;
import io.punchgate.runtime.tree.TreeHash;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@BesideOthers
class EventTreeTest extends SmallTree {

    private List<byte[]> entries() {
        return jdbc.queryForList("select record from log.event order by position", String.class).stream()
                .map(Sha256::of)
                .toList();
    }

    @Test
    void givenAppendsFromSeveralConnections_whenTwoProcessesIntegrate_thenTheTreeIsOverAllInOrder() throws Exception {
        int appenders = 4;
        int appends = 60;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> appending = IntStream.range(0, appenders)
                    .<Future<?>>mapToObj(number -> threads.submit(() -> append("customer/" + number, appends)))
                    .toList();
            Future<?> another = threads.submit(() -> integrateUpTo(appenders * appends * 3));
            integrateUpTo(appenders * appends * 3);
            another.get();
            for (Future<?> each : appending) {
                each.get();
            }
        }

        SignedCheckpoint signed = new Installed(NOW).tree.checkpoint(720, WAIT);

        assertThat(signed.size()).isEqualTo(720);
        assertThat(root(signed)).isEqualTo(treeHash(entries()));
    }

    private void append(String stream, int appends) {
        EventLog log = new EventLog(jdbc, new EventRecords());
        TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        for (int i = 0; i < appends; i++) {
            int first = i * 3;
            transaction.executeWithoutResult(status -> log.append(IntStream.range(first, first + 3)
                    .mapToObj(n ->
                            new StoredEvent(stream + "@" + n, stream, n, NOW, new ApiKeyRevoked(stream, "key", NOW)))
                    .toList()));
        }
    }

    private void integrateUpTo(int size) {
        Installed process = new Installed(NOW);
        while (process.tree.size() < size) {
            var unused = process.integration.integrate();
        }
    }

    @Test
    void givenMoreThanASlice_whenAProcessEndsInBetween_thenTheNextGoesOnAndAllProofsHold() {
        int last = 6 * TreeIntegration.SLICE_EVENTS + 20_000;
        store(1, last);
        assertThat(new Installed(NOW).integration.integrate().events()).isEqualTo(TreeIntegration.SLICE_EVENTS);
        SignedCheckpoint early = new Installed(NOW).tree.checkpoint(100, WAIT);

        Installed process = new Installed(NOW);
        SignedCheckpoint late = process.tree.checkpoint(last, WAIT);

        List<byte[]> entries = entries();
        assertThat(early.size()).isEqualTo(TreeIntegration.SLICE_EVENTS);
        assertThat(root(early)).isEqualTo(treeHash(entries.subList(0, TreeIntegration.SLICE_EVENTS)));
        assertThat(root(late)).isEqualTo(treeHash(entries));
        assertThat(isConsistent(
                        early.size(), root(early), last, root(late), hex(process.tree.consistency(early.size(), late))))
                .isTrue();
        for (long position : List.of(1L, 256L, 257L, 65_536L, 65_537L, (long) last)) {
            TlogProof proof = process.tree.proofs(late).of(position);
            assertThat(proof.inclusion().index()).isEqualTo(position - 1);
            assertThat(rootOfPath(
                            entries.get((int) position - 1),
                            position - 1,
                            last,
                            hex(proof.inclusion().hashes())))
                    .isEqualTo(root(late));
        }
        assertThat(process.tree.entries(250, 300).of(257)).hasValue(entries.get(256));
        assertThat(process.tree.entries(last - 5, last + 5).of(last)).hasValue(entries.get(last - 1));
        assertThat(process.tree.entries(last - 5, last + 5).of(last + 1)).isEmpty();
    }

    /** The example of tlog-tiles: 70,000 entries make 273 full tiles and one of 112, one full tile above and one of 17, one of 1. */
    @Test
    void givenTheTreeOfTheSpecificationsExample_whenTilesAreRead_thenTheyAreAsWideAsItTells() {
        store(1, 70_000);
        Installed process = new Installed(NOW);
        EventTree tree = process.tree;
        // So much is caught up with by the upkeep, and nobody waits for it.
        assertThat(tree.checkpoint(70_000, WAIT).size()).isZero();
        assertThat(process.integration.integrate().events()).isEqualTo(TreeIntegration.SLICE_EVENTS);
        assertThat(tree.checkpoint(70_000, WAIT).size()).isEqualTo(70_000);

        for (String there :
                List.of("0/272", "0/273.p/112", "1/000", "1/001.p/17", "2/000.p/1", "0/000.p/255", "entries/273.p/1")) {
            TilePath path = TilePath.parse(there).orElseThrow();
            assertThat(tree.tile(path))
                    .as(there)
                    .hasValueSatisfying(hashes -> assertThat(hashes).hasSize(path.width() * 32));
        }
        for (String missing : List.of(
                "0/273", "0/273.p/113", "0/274.p/1", "1/001", "1/001.p/18", "2/000", "2/000.p/2", "3/000.p/1")) {
            assertThat(tree.tile(TilePath.parse(missing).orElseThrow()))
                    .as(missing)
                    .isEmpty();
        }
    }

    @Test
    void givenAnEventThatIsNotInTheLog_whenIntegrated_thenTheTreeEndsBeforeItAndGoesOnOnceItIsBack() {
        store(1, 500);
        jdbc.update("delete from log.event where position = 300");
        Installed process = new Installed(NOW);

        assertThat(process.integration.integrate()).isEqualTo(new Added(299, Optional.of(300L)));
        assertThat(process.integration.integrate()).isEqualTo(new Added(0, Optional.of(300L)));
        assertThat(process.integration.behind()).isEqualTo(201);

        jdbc.update("insert into log.event values (300, 'customer/a', 300, 'x', now(), 'event 300')");
        assertThat(process.integration.integrate()).isEqualTo(new Added(201, Optional.empty()));
        assertThat(root(process.checkpoints.sign())).isEqualTo(treeHash(entries()));
    }

    @Test
    void givenAnotherProcessThatIntegrates_whenIntegrating_thenItPassesByAtOnce() throws Exception {
        store(1, 10);
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            connection.createStatement().execute("select 1 from log.tree for update");

            assertThat(new Installed(NOW).integration.integrate()).isEqualTo(Added.NOTHING);
        }
        assertThat(new Installed(NOW).integration.integrate().events()).isEqualTo(10);
    }

    private static String root(SignedCheckpoint checkpoint) {
        Checkpoint signed = Checkpoint.parse(SignedNote.parse(checkpoint.note()).text());
        return HexFormat.of().formatHex(signed.root().bytes());
    }

    private static List<String> hex(List<TreeHash> hashes) {
        return hashes.stream()
                .map(hash -> HexFormat.of().formatHex(hash.bytes()))
                .toList();
    }
}
