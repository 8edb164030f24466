package io.punchgate.runtime.tree;

import java.util.ArrayList;
import java.util.List;

/** The hashes of a tile (C2SP tlog-tiles): 256 consecutive nodes of a height, or fewer at the tree's end, and all above them. */
public final class Tile {

    /** The nodes of a full tile. */
    public static final int WIDTH = 256;
    /** The levels of the tree that one level of tiles stands for. */
    public static final int HEIGHT = 8;

    private final List<List<TreeHash>> levels = new ArrayList<>();

    private Tile(List<TreeHash> lowest) {
        levels.add(lowest);
        for (List<TreeHash> below = lowest; below.size() > 1; below = levels.getLast()) {
            List<TreeHash> above = new ArrayList<>(below.size() / 2);
            for (int i = 1; i < below.size(); i += 2) {
                above.add(TreeHash.ofNode(below.get(i - 1), below.get(i)));
            }
            levels.add(above);
        }
    }

    /** The tile of the leaves of entries of 32 bytes each. */
    public static Tile ofEntries(byte[] entries) {
        List<TreeHash> leaves = new ArrayList<>(WIDTH);
        for (int i = 0; i < entries.length / TreeHash.BYTES; i++) {
            leaves.add(TreeHash.ofEntry(TreeHash.at(entries, i).bytes()));
        }
        return new Tile(leaves);
    }

    /** The tile of nodes that each stand for a full tile of the level below. */
    public static Tile ofNodes(byte[] hashes) {
        List<TreeHash> nodes = new ArrayList<>(WIDTH);
        for (int i = 0; i < hashes.length / TreeHash.BYTES; i++) {
            nodes.add(TreeHash.at(hashes, i));
        }
        return new Tile(nodes);
    }

    /** The hash of the complete node of a height within the tile, from 0 to 8. */
    public TreeHash node(int height, int index) {
        return levels.get(height).get(index);
    }

    /** The hash of a full tile. */
    public TreeHash root() {
        return node(HEIGHT, 0);
    }

    /** The first so many hashes of the tile, one behind the other. */
    public byte[] bytes(int width) {
        byte[] bytes = new byte[width * TreeHash.BYTES];
        for (int i = 0; i < width; i++) {
            System.arraycopy(node(0, i).bytes(), 0, bytes, i * TreeHash.BYTES, TreeHash.BYTES);
        }
        return bytes;
    }
}
