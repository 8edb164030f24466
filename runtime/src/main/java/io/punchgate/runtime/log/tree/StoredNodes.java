package io.punchgate.runtime.log.tree;

import io.punchgate.runtime.tree.Tile;
import io.punchgate.runtime.tree.TreeHash;
import io.punchgate.runtime.tree.TreeNodes;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The nodes of a tree of some size, read tile by tile. The last tiles read are remembered, so that the proofs of entries that follow
 * each other share them. Not for several threads.
 */
final class StoredNodes implements TreeNodes {

    /** Tiles remembered, of some 30 KB each. */
    private static final int TILES_MAX = 64;

    private final TreeTables tables;
    private final long size;
    private final Map<Place, Tile> tiles = new LinkedHashMap<>(TILES_MAX, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Place, Tile> eldest) {
            return size() > TILES_MAX;
        }
    };

    private record Place(int level, long number) {}

    StoredNodes(TreeTables tables, long size) {
        this.tables = tables;
        this.size = size;
    }

    @Override
    public TreeHash node(int height, long index) {
        int level = height / Tile.HEIGHT;
        int within = height % Tile.HEIGHT;
        int perTile = Tile.HEIGHT - within;
        Tile tile = tiles.computeIfAbsent(new Place(level, index >>> perTile), this::read);
        return tile.node(within, (int) (index & ((1L << perTile) - 1)));
    }

    /** As much of the tile as a tree of this size has. */
    private Tile read(Place place) {
        long nodes = (size >>> (Tile.HEIGHT * place.level)) - place.number * Tile.WIDTH;
        int width = (int) Math.min(Tile.WIDTH, nodes);
        byte[] hashes = tables.read(place.level, place.number, width)
                .orElseThrow(() -> new IllegalStateException("the tree lacks tile " + place));
        return place.level == 0 ? Tile.ofEntries(hashes) : Tile.ofNodes(hashes);
    }
}
