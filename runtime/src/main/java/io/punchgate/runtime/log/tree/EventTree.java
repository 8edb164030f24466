package io.punchgate.runtime.log.tree;

import io.punchgate.runtime.tree.Checkpoint;
import io.punchgate.runtime.tree.MerkleTree;
import io.punchgate.runtime.tree.SignedNote;
import io.punchgate.runtime.tree.TilePath;
import io.punchgate.runtime.tree.TreeHash;
import io.punchgate.runtime.wait.Polling;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The Merkle tree over all events, as others ask it: its checkpoints, proofs and tiles. The event of position <i>p</i> is the entry of
 * index <i>p</i> - 1, which is SHA-256 of its stored text.
 */
public final class EventTree {

    /** Checkpoints signed on demand in a process are so far apart at least: whoever asks meanwhile gets the next one. */
    private static final Duration SIGNED_APART_MIN = Duration.ofMillis(100);

    /** A tree that is further behind, as after an upgrade, catches up at the pace of the upkeep, and nobody waits for it. */
    private static final long ON_DEMAND_EVENTS_MAX = 8L * TreeIntegration.SLICE_EVENTS;

    private static final Duration LOOK_EVERY = Duration.ofMillis(10);

    private final TreeIntegration integration;
    private final Checkpoints checkpoints;
    private final TreeTables tables;
    private final ReentrantLock signing = new ReentrantLock(true);
    private long signedNanos = System.nanoTime() - SIGNED_APART_MIN.toNanos();

    /**
     * The tree.
     *
     * @param reading for those who only read
     */
    EventTree(TreeIntegration integration, Checkpoints checkpoints, JdbcClient reading) {
        this.integration = integration;
        this.checkpoints = checkpoints;
        this.tables = new TreeTables(reading);
    }

    /** The last position that is in the tree. */
    public long size() {
        return tables.size();
    }

    /**
     * A checkpoint that tells of all events up to a position: the last one, or one that is signed now.
     *
     * @param max the time to wait for the tree to get there; then, or if the tree has much to catch up with, it is one of less
     */
    public SignedCheckpoint checkpoint(long position, Duration max) {
        Optional<SignedCheckpoint> last = covering(position);
        if (last.isPresent()) {
            return last.get();
        }
        signing.lock();
        try {
            return covering(position).orElseGet(() -> sign(position, max));
        } finally {
            signing.unlock();
        }
    }

    private Optional<SignedCheckpoint> covering(long position) {
        return checkpoints.last().filter(last -> last.size() >= position);
    }

    private SignedCheckpoint sign(long position, Duration max) {
        Polling.restUntil(signedNanos + SIGNED_APART_MIN.toNanos());
        if (integration.behind() <= ON_DEMAND_EVENTS_MAX) {
            boolean ignored = Polling.until(() -> reaches(position), LOOK_EVERY, max);
        }
        signedNanos = System.nanoTime();
        return checkpoints.sign();
    }

    /** Another process may add the events that are asked for. */
    private boolean reaches(long position) {
        if (tables.size() >= position) {
            return true;
        }
        var unused = integration.integrate();
        return tables.size() >= position;
    }

    /** The checkpoints that are kept above a size, smallest first. */
    public List<SignedCheckpoint> checkpointsAfter(long size, int max) {
        return checkpoints.after(size, max);
    }

    /** The checkpoint of a size, if it is kept. */
    public Optional<SignedCheckpoint> checkpointOf(long size) {
        return checkpoints.ofSize(size);
    }

    /** Makes the proofs that lead to a checkpoint. Not for several threads. */
    public EventProofs proofs(SignedCheckpoint checkpoint) {
        return new EventProofs(tree(checkpoint), checkpoint);
    }

    /** The hashes that show that the events of an earlier checkpoint are the first of those of another. */
    public List<TreeHash> consistency(long earlier, SignedCheckpoint later) {
        return tree(later).consistency(earlier);
    }

    private MerkleTree tree(SignedCheckpoint checkpoint) {
        Checkpoint signed = Checkpoint.parse(SignedNote.parse(checkpoint.note()).text());
        return new MerkleTree(new StoredNodes(tables, signed.size()), signed.size());
    }

    /** The entries of the positions from one to another, as far as they are in the tree. */
    public TreeEntries entries(long first, long last) {
        return tables.entries(first, last);
    }

    /** The entries of the first positions of a tile of level 0, or the hashes of a tile; empty if there are not so many. */
    public Optional<byte[]> tile(TilePath path) {
        return tables.read(path.level(), path.number(), path.width());
    }
}
