package io.punchgate.runtime.tree;

/** Gives the hashes of a tree's complete nodes: those whose entries are all there. They never change as the tree grows. */
@FunctionalInterface
public interface TreeNodes {

    /**
     * The hash of a complete node.
     *
     * @param height 0 for a leaf; a node of height <i>h</i> is above 2<sup>h</sup> entries
     * @param index its number among the nodes of its height, from 0
     */
    TreeHash node(int height, long index);
}
