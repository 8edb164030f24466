package io.punchgate.runtime.log.tree;

import io.punchgate.runtime.tree.Tile;
import io.punchgate.runtime.tree.TreeHash;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** The entries of a window of positions, as far as they are in the tree. */
public final class TreeEntries {

    private final Map<Long, byte[]> tiles;

    /**
     * Entries.
     *
     * @param tiles of the lowest level, by number, full or not
     */
    TreeEntries(Map<Long, byte[]> tiles) {
        this.tiles = Map.copyOf(tiles);
    }

    /** The entry of a position: SHA-256 of the text that was stored there. */
    public Optional<byte[]> of(long position) {
        long index = position - 1;
        int from = (int) (index % Tile.WIDTH) * TreeHash.BYTES;
        byte[] tile = tiles.getOrDefault(index / Tile.WIDTH, new byte[0]);
        return from + TreeHash.BYTES <= tile.length
                ? Optional.of(Arrays.copyOfRange(tile, from, from + TreeHash.BYTES))
                : Optional.empty();
    }
}
