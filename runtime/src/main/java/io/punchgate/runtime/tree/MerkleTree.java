package io.punchgate.runtime.tree;

import java.util.ArrayList;
import java.util.List;

/** The functions of RFC 6962, section 2.1, over a tree of some size: its root, and its proofs. */
public record MerkleTree(TreeNodes nodes, long size) {

    public MerkleTree {
        if (size < 0) {
            throw new IllegalArgumentException("a tree has no negative size");
        }
    }

    /** The hash of the whole tree ({@code MTH}). */
    public TreeHash root() {
        return size == 0 ? TreeHash.ofEmptyTree() : range(0, size);
    }

    /** The hashes that lead from an entry to the root, from the leaf's sibling on ({@code PATH}). */
    public List<TreeHash> inclusion(long index) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("entry " + index + " is not in a tree of " + size);
        }
        List<TreeHash> path = new ArrayList<>();
        addPath(path, index, 0, size);
        return path;
    }

    private void addPath(List<TreeHash> path, long index, long begin, long end) {
        if (end - begin == 1) {
            return;
        }
        long middle = begin + split(end - begin);
        if (index < middle) {
            addPath(path, index, begin, middle);
            path.add(range(middle, end));
        } else {
            addPath(path, index, middle, end);
            path.add(range(begin, middle));
        }
    }

    /** The hashes that show that the tree of an earlier size is the beginning of this one ({@code PROOF}). */
    public List<TreeHash> consistency(long earlier) {
        if (earlier < 0 || earlier > size) {
            throw new IllegalArgumentException("a tree of " + size + " was never one of " + earlier);
        }
        List<TreeHash> proof = new ArrayList<>();
        if (earlier > 0 && earlier < size) {
            addSubproof(proof, earlier, 0, size, true);
        }
        return proof;
    }

    /** {@code known}: the subtree is one that whoever knows the earlier root knows already. */
    private void addSubproof(List<TreeHash> proof, long earlier, long begin, long end, boolean known) {
        if (earlier == end) {
            if (!known) {
                proof.add(range(begin, end));
            }
            return;
        }
        long middle = begin + split(end - begin);
        if (earlier <= middle) {
            addSubproof(proof, earlier, begin, middle, known);
            proof.add(range(middle, end));
        } else {
            addSubproof(proof, earlier, middle, end, false);
            proof.add(range(begin, middle));
        }
    }

    private TreeHash range(long begin, long end) {
        long count = end - begin;
        if (Long.bitCount(count) == 1) {
            int height = Long.numberOfTrailingZeros(count);
            return nodes.node(height, begin >>> height);
        }
        long middle = begin + split(count);
        return TreeHash.ofNode(range(begin, middle), range(middle, end));
    }

    /** The largest power of two below a count of two or more. */
    private static long split(long count) {
        return Long.highestOneBit(count - 1);
    }
}
