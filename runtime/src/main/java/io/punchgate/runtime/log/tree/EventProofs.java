package io.punchgate.runtime.log.tree;

import io.punchgate.runtime.tree.Inclusion;
import io.punchgate.runtime.tree.MerkleTree;
import io.punchgate.runtime.tree.TlogProof;

/** Makes proofs that events are in the tree of a checkpoint. */
public final class EventProofs {

    private final MerkleTree tree;
    private final SignedCheckpoint checkpoint;

    EventProofs(MerkleTree tree, SignedCheckpoint checkpoint) {
        this.tree = tree;
        this.checkpoint = checkpoint;
    }

    /** The last position that can be proved. */
    public long size() {
        return tree.size();
    }

    /** The proof of the event of a position. */
    public TlogProof of(long position) {
        long index = position - 1;
        return new TlogProof(new Inclusion(index, tree.inclusion(index)), checkpoint.note());
    }
}
