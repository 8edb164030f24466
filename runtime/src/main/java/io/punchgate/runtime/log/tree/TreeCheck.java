package io.punchgate.runtime.log.tree;

import io.punchgate.runtime.tree.Checkpoint;
import io.punchgate.runtime.tree.GrowingTree;
import io.punchgate.runtime.tree.Tile;
import io.punchgate.runtime.tree.TreeHash;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Holds the stored tree, its checkpoints and the hashes of the stored texts against each other, from the first position on. Where
 * two of them differ, a third tells which was changed. Not for several threads.
 */
public final class TreeCheck {

    /** The positions of a tile: those that are told of begin behind a multiple of it. */
    public static final int TILE = Tile.WIDTH;

    private final JdbcClient jdbc;
    private final TreeTables tables;
    private final SignedRoots signed;
    private final long size;
    private final Set<String> faults = new LinkedHashSet<>();
    private final GrowingTree tree = new GrowingTree();
    /** Tiles that the hash above them does not fit, until a checkpoint tells which of the two was changed. */
    private final Map<Long, String> unsettled = new LinkedHashMap<>();

    private boolean edgeReadable;
    /** An entry is not known, or not the one that was signed: later checkpoints do not fit, and tell nothing. */
    private boolean uncertain;

    /**
     * Begins.
     *
     * @param verified the checkpoints that were verified before; they are added to
     */
    public TreeCheck(JdbcClient jdbc, Set<String> verified) {
        this.jdbc = jdbc;
        this.tables = new TreeTables(jdbc);
        this.signed = new SignedRoots(jdbc, verified, faults::add);
        this.size = readSize();
        signed.next(0)
                .filter(first -> first.size() == 0 && !first.root().equals(tree.root()))
                .ifPresent(wrong -> faults.add("tree checkpoint 0"));
    }

    /** Without its edge the tree has its full tiles. */
    private long readSize() {
        List<Long> sizes = jdbc.sql("select size from log.tree order by size desc")
                .query(Long.class)
                .list();
        try {
            if (!sizes.isEmpty()) {
                tables.checkEdge();
                edgeReadable = true;
            }
        } catch (IllegalStateException unreadable) {
            // Told below, as the row that is missing.
        }
        if (sizes.size() != 1 || !edgeReadable) {
            faults.add(TreeLevels.EDGE);
        }
        return edgeReadable
                ? sizes.getFirst()
                : jdbc.sql("select (coalesce(max(number), -1) + 1) * 256 from log.tree_tile where level = 0")
                        .query(Long.class)
                        .single();
    }

    /** The last position of which the tree has an entry. */
    public long size() {
        return size;
    }

    /** The last position of which the tree, or a checkpoint, tells. */
    public long lastKnown() {
        return Math.max(size, signed.lastSize());
    }

    /**
     * Goes on with the hashes of the texts from a position on, to the end of a tile or of what there is.
     *
     * @param first the position behind those that were told of before
     * @param made the hashes; null where there is no event
     * @return the positions, among these, of texts that are not the ones that the tree has
     */
    public List<Long> next(long first, List<byte @Nullable []> made) {
        List<Long> wrong = new ArrayList<>();
        TreeEntries stored = tables.entries(first, first + made.size() - 1);
        for (int from = 0; from < made.size(); from += TILE) {
            long begin = first + from;
            int width = (int) Math.min(Math.min(TILE, made.size() - from), size - begin + 1);
            if (width > 0) {
                List<byte @Nullable []> had = IntStream.range(0, width)
                        .mapToObj(i -> stored.of(begin + i).orElse(null))
                        .toList();
                Entries chosen = choose(begin, had, made.subList(from, from + width));
                chosen.wrongEvents().forEach(place -> wrong.add(begin + place));
                grow(chosen);
            }
        }
        return wrong;
    }

    /** The entries that the tree has of the positions from one to another. */
    public TreeEntries entries(long first, long last) {
        return tables.entries(first, last);
    }

    private Entries choose(long begin, List<byte @Nullable []> stored, List<byte @Nullable []> made) {
        long number = (begin - 1) / TILE;
        @Nullable TreeHash above = stored.size() == TILE ? above(number) : null;
        Predicate<List<byte @Nullable []>> fit = above != null
                ? entries -> above.equals(Entries.root(entries))
                : entries -> fitsCheckpoint(entries, begin + stored.size() - 1);
        Entries chosen = Entries.choose(stored, made, fit);
        String place = stored.size() == TILE ? TreeLevels.tile(0, number) : TreeLevels.EDGE;
        if (chosen.wrongTile()) {
            faults.add(place);
            uncertain |= !chosen.fits();
        } else if (!chosen.fits() && above != null) {
            unsettled.put(number, place);
        }
        return chosen;
    }

    /** The hash that is kept of a full tile in the level above; null if it is not there. */
    private @Nullable TreeHash above(long number) {
        if (!edgeReadable && TreeLevels.placeOf(1, number / TILE, size).equals(TreeLevels.EDGE)) {
            return null;
        }
        int place = (int) (number % TILE);
        Optional<byte[]> hashes = tables.read(1, number / TILE, place + 1);
        if (hashes.isEmpty()) {
            faults.add(TreeLevels.placeOf(1, number / TILE, size));
        }
        return hashes.map(all -> TreeHash.at(all, place)).orElse(null);
    }

    /** A tile of which nothing is signed is taken as it is. */
    private boolean fitsCheckpoint(List<byte @Nullable []> entries, long last) {
        @Nullable
        Checkpoint covering =
                uncertain ? null : signed.last(tree.size() + 1, last).orElse(null);
        if (covering == null) {
            return true;
        }
        GrowingTree grown = tree.copy();
        for (byte @Nullable [] entry : entries.subList(0, (int) (covering.size() - tree.size()))) {
            if (entry == null) {
                return false;
            }
            grown.add(entry);
        }
        return grown.root().equals(covering.root());
    }

    private void grow(Entries chosen) {
        for (byte @Nullable [] entry : chosen.entries()) {
            uncertain |= entry == null;
            tree.add(entry == null ? new byte[TreeHash.BYTES] : entry);
            Optional<Checkpoint> at = signed.next(tree.size());
            if (at.isPresent() && at.get().size() == tree.size()) {
                settle(tree.root().equals(at.get().root()), tree.size());
            }
        }
    }

    /** A checkpoint that fits shows that the hashes above the tiles are what was changed; else the tiles are. */
    private void settle(boolean fits, long checkpoint) {
        if (uncertain) {
            return;
        }
        if (fits) {
            unsettled.keySet().forEach(number -> faults.add(TreeLevels.placeOf(1, number / TILE, size)));
        } else if (unsettled.isEmpty()) {
            faults.add("tree checkpoint " + checkpoint);
        } else {
            faults.addAll(unsettled.values());
        }
        uncertain = !fits;
        unsettled.clear();
    }

    /** Ends: looks at the levels above, too. Returns the places of all that is wrong with the tree itself. */
    public Set<String> end() {
        unsettled.keySet().forEach(number -> faults.add(TreeLevels.placeOf(1, number / TILE, size)));
        // Those of later sizes are looked at by themselves alone.
        for (Optional<Checkpoint> next = signed.next(tree.size() + 1); next.isPresent(); ) {
            next = signed.next(next.get().size() + 1);
        }
        if (edgeReadable) {
            new TreeLevels(jdbc, tables).faults(size, faults);
        }
        return Collections.unmodifiableSet(faults);
    }
}
