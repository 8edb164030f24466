package io.punchgate.runtime.log.tree;

import io.punchgate.runtime.tree.Tile;
import io.punchgate.runtime.tree.TreeHash;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads the tiles of the tree: the full ones, and what there is of the others. */
record TreeTables(JdbcClient jdbc) {

    static final String SIZE = "select size from log.tree order by size desc limit 1";

    /** One statement, so that a tile that gets full is found in one of the two places. */
    private static final String TILE = """
            select size, edge, (select hashes from log.tree_tile where level = ? and number = ?)
            from log.tree order by size desc limit 1
            """;

    /** Tiles of entries, the last of them maybe not full. */
    private static final String ENTRIES = """
            select number, hashes from log.tree_tile where level = 0 and number between ? and ?
            union all
            (select size / 256, substring(edge from 1 for cast(size % 256 * 32 as int))
            from log.tree order by size desc limit 1)
            """;

    /** The number of entries. */
    long size() {
        return jdbc.sql(SIZE).query(Long.class).single();
    }

    /**
     * Reads what is not in full tiles.
     *
     * @throws IllegalStateException if it is not as long as the size tells
     */
    void checkEdge() {
        var unused = jdbc.sql("select size, edge from log.tree order by size desc limit 1")
                .query((row, number) -> new TreeEdge(row.getLong(1), row.getBytes(2)))
                .single();
    }

    /** The first hashes, or at level 0 entries, of a tile; empty if there are not so many. */
    Optional<byte[]> read(int level, long number, int width) {
        return jdbc.sql(TILE)
                .params(level, number)
                .query((row, count) -> row.getBytes(3) == null
                        ? unfinished(level, number, row.getLong(1), row.getBytes(2))
                        : row.getBytes(3))
                .optional()
                .filter(hashes -> hashes.length >= width * TreeHash.BYTES)
                .map(hashes -> Arrays.copyOf(hashes, width * TreeHash.BYTES));
    }

    /** The entries of the positions from one to another. */
    TreeEntries entries(long first, long last) {
        Map<Long, byte[]> tiles = new HashMap<>();
        jdbc.sql(ENTRIES)
                .params((first - 1) / Tile.WIDTH, (last - 1) / Tile.WIDTH)
                .query(row -> {
                    tiles.put(row.getLong(1), row.getBytes(2));
                });
        return new TreeEntries(tiles);
    }

    private static byte[] unfinished(int level, long number, long size, byte[] edge) {
        boolean isLast = number == size >>> Math.min(Long.SIZE - 1, Tile.HEIGHT * (level + 1));
        return isLast ? new TreeEdge(size, edge).hashes(level) : new byte[0];
    }
}
