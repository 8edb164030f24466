package io.punchgate.runtime.log.tree;

import io.punchgate.runtime.tree.Tile;
import io.punchgate.runtime.tree.TreeHash;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tiles above the entries: each holds the hashes of the full tiles below it. */
record TreeLevels(JdbcClient jdbc, TreeTables tables) {

    /** The place of what is not in full tiles. */
    static final String EDGE = "tree edge";

    private static final int READ_AT_ONCE = 200;
    private static final int EXTRA_MAX = 100;

    private static final String EXTRA = """
            select level, number from log.tree_tile
            where level > 6 or level < 0 or number < 0 or (number + 1) << (8 * (level + 1)) > ? limit ?
            """;

    /**
     * A full tile.
     *
     * @param root the hash over it; null: it is no tile
     */
    private record Full(int level, long number, @Nullable TreeHash root) {

        static Full of(int level, long number, byte[] hashes) {
            boolean full = hashes.length == Tile.WIDTH * TreeHash.BYTES;
            return new Full(level, number, full ? Tile.ofNodes(hashes).root() : null);
        }
    }

    /** The place of a full tile. */
    static String tile(int level, long number) {
        return "tree tile " + level + "/" + number;
    }

    /** The place of the hashes of a level, which are a full tile or not. */
    static String placeOf(int level, long number, long size) {
        return (number + 1) << (Tile.HEIGHT * (level + 1)) <= size ? tile(level, number) : EDGE;
    }

    /** Adds the places of those that do not fit what is below or above them, and of those that should not be there. */
    void faults(long size, Set<String> faults) {
        for (int level = 1; size >>> (Tile.HEIGHT * (level + 1)) > 0; level++) {
            for (long from = 0; from < size >>> (Tile.HEIGHT * (level + 1)); from += READ_AT_ONCE) {
                read(level, from).forEach(full -> check(full, size, faults));
            }
        }
        jdbc.sql(EXTRA).params(size, EXTRA_MAX).query(row -> {
            // What got full since is the tree's.
            if ((row.getLong(2) + 1) << (Tile.HEIGHT * (row.getInt(1) + 1)) > tables.size()) {
                faults.add(tile(row.getInt(1), row.getLong(2)));
            }
        });
    }

    private List<Full> read(int level, long from) {
        return jdbc.sql(
                        "select level, number, hashes from log.tree_tile where level = ? and number >= ? order by number"
                                + " limit ?")
                .params(level, from, READ_AT_ONCE)
                .query((row, number) -> Full.of(row.getInt(1), row.getLong(2), row.getBytes(3)))
                .list();
    }

    private void check(Full full, long size, Set<String> faults) {
        if (full.root() == null) {
            faults.add(tile(full.level(), full.number()));
            return;
        }
        int place = (int) (full.number() % Tile.WIDTH);
        Optional<byte[]> above = tables.read(full.level() + 1, full.number() / Tile.WIDTH, place + 1);
        boolean fits = above.map(all -> TreeHash.at(all, place))
                .filter(full.root()::equals)
                .isPresent();
        // A tile that does not fit what is below it is told of already.
        if (!fits && !faults.contains(tile(full.level(), full.number()))) {
            faults.add(placeOf(full.level() + 1, full.number() / Tile.WIDTH, size));
        }
    }
}
