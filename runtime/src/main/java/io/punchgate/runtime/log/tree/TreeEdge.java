package io.punchgate.runtime.log.tree;

import io.punchgate.runtime.tree.Tile;
import io.punchgate.runtime.tree.TreeHash;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The right edge of the tree: the tiles that are not full. Entries are added to that of the lowest level; one that gets full is handed
 * out, and its hash is added to that of the level above.
 */
final class TreeEdge {

    private long size;
    /** The hashes of each level's tile, from the entries up. */
    private final List<ByteArrayOutputStream> levels = new ArrayList<>();

    /** A tile that got full. */
    static final class FullTile {
        private final int level;
        private final long number;
        private final byte[] hashes;

        private FullTile(int level, long number, byte[] hashes) {
            this.level = level;
            this.number = number;
            this.hashes = hashes;
        }

        /** The columns of its row. */
        Object[] columns() {
            return new Object[] {level, number, hashes};
        }
    }

    /**
     * The edge of a tree of that size.
     *
     * @param stored the hashes of all levels, one level behind the other
     * @throws IllegalStateException if they are not as many as the size tells
     */
    TreeEdge(long size, byte[] stored) {
        this.size = size;
        int from = 0;
        for (long left = size; left > 0; left >>>= Tile.HEIGHT) {
            int bytes = width(left) * TreeHash.BYTES;
            ByteArrayOutputStream level = new ByteArrayOutputStream(Tile.WIDTH * TreeHash.BYTES);
            if (from + bytes <= stored.length) {
                level.write(stored, from, bytes);
            }
            levels.add(level);
            from += bytes;
        }
        if (from != stored.length) {
            throw new IllegalStateException(
                    "the edge of the tree of " + size + " has " + stored.length + " bytes and not " + from);
        }
    }

    private static int width(long nodes) {
        return (int) (nodes % Tile.WIDTH);
    }

    /** Adds entries of 32 bytes, and hands back the tiles that got full. */
    List<FullTile> add(byte[] entries) {
        List<FullTile> full = new ArrayList<>();
        for (int i = 0; i < entries.length; i += TreeHash.BYTES) {
            size++;
            add(0, Arrays.copyOfRange(entries, i, i + TreeHash.BYTES), full);
        }
        return full;
    }

    private void add(int level, byte[] hash, List<FullTile> full) {
        if (level == levels.size()) {
            levels.add(new ByteArrayOutputStream(Tile.WIDTH * TreeHash.BYTES));
        }
        ByteArrayOutputStream hashes = levels.get(level);
        hashes.writeBytes(hash);
        if (hashes.size() == Tile.WIDTH * TreeHash.BYTES) {
            byte[] tile = hashes.toByteArray();
            hashes.reset();
            full.add(new FullTile(level, (size >>> (Tile.HEIGHT * (level + 1))) - 1, tile));
            Tile complete = level == 0 ? Tile.ofEntries(tile) : Tile.ofNodes(tile);
            add(level + 1, complete.root().bytes(), full);
        }
    }

    /** The number of entries. */
    long size() {
        return size;
    }

    /** The hashes of the tile of a level that is not full, maybe none. */
    byte[] hashes(int level) {
        return level < levels.size() ? levels.get(level).toByteArray() : new byte[0];
    }

    /** The hashes of all levels, one level behind the other. */
    byte[] bytes() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        levels.forEach(level -> all.writeBytes(level.toByteArray()));
        return all.toByteArray();
    }
}
