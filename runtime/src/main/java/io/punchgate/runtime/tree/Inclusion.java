package io.punchgate.runtime.tree;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A proof that an entry is in a tree.
 *
 * @param index of the entry, from 0
 * @param hashes from the leaf's sibling to the root's child
 */
public record Inclusion(long index, List<TreeHash> hashes) {

    public Inclusion {
        hashes = List.copyOf(hashes);
    }

    /** Tells whether it leads from a leaf to the root of a checkpoint (RFC 9162, section 2.1.3.2). */
    public boolean leads(TreeHash leaf, Checkpoint to) {
        @Nullable TreeHash root = rootFrom(leaf, to.size());
        return root != null && root.equals(to.root());
    }

    /** The root that it leads to; null if it is not one of a tree of that size. */
    private @Nullable TreeHash rootFrom(TreeHash leaf, long size) {
        if (index >= size) {
            return null;
        }
        TreeHash reached = leaf;
        long node = index;
        long last = size - 1;
        for (TreeHash sibling : hashes) {
            if (last == 0) {
                return null;
            }
            if ((node & 1) == 1 || node == last) {
                reached = TreeHash.ofNode(sibling, reached);
                while ((node & 1) == 0 && node != 0) {
                    node >>>= 1;
                    last >>>= 1;
                }
            } else {
                reached = TreeHash.ofNode(reached, sibling);
            }
            node >>>= 1;
            last >>>= 1;
        }
        return last == 0 ? reached : null;
    }
}
