package io.punchgate.runtime.tree;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/** The root of a tree of which one entry after the other is told. It keeps a hash for each bit of its size. */
public final class GrowingTree {

    /** Of complete subtrees, the smallest first. */
    private final Deque<TreeHash> subtrees = new ArrayDeque<>();

    private long size;

    /** The same tree, which grows by itself from now on. */
    public GrowingTree copy() {
        GrowingTree copy = new GrowingTree();
        copy.subtrees.addAll(subtrees);
        copy.size = size;
        return copy;
    }

    /** Adds the next entry. */
    public void add(byte[] entry) {
        TreeHash subtree = TreeHash.ofEntry(entry);
        for (long full = size; (full & 1) == 1; full >>>= 1) {
            subtree = TreeHash.ofNode(subtrees.pop(), subtree);
        }
        subtrees.push(subtree);
        size++;
    }

    /** The number of entries. */
    public long size() {
        return size;
    }

    /** The hash of the tree of all entries so far. */
    public TreeHash root() {
        Iterator<TreeHash> rest = subtrees.iterator();
        if (!rest.hasNext()) {
            return TreeHash.ofEmptyTree();
        }
        TreeHash root = rest.next();
        while (rest.hasNext()) {
            root = TreeHash.ofNode(rest.next(), root);
        }
        return root;
    }
}
