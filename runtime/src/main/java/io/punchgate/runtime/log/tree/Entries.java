package io.punchgate.runtime.log.tree;

import io.punchgate.runtime.tree.Tile;
import io.punchgate.runtime.tree.TreeHash;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a tile, and those that its events make now. Where both differ, the hash above the tile, or a signed one, tells
 * which of them are those that were there first.
 *
 * @param entries the ones to go on with; null: neither is known
 * @param wrongEvents the places of events that are not what the tree has of them
 * @param wrongTile whether entries of the tile were changed
 * @param fits whether the entries make the hash that was asked for
 */
record Entries(List<byte @Nullable []> entries, List<Integer> wrongEvents, boolean wrongTile, boolean fits) {

    /** Differing entries of which each combination is tried: 256 tiles are hashed at most. */
    private static final int TRIED_MAX = 8;

    Entries {
        wrongEvents = List.copyOf(wrongEvents);
    }

    /**
     * Tells which of the two were changed.
     *
     * @param stored the tile's; null: it has none
     * @param made by the events; null: there is no event
     * @param fit tells whether entries make the hash that is known of them
     */
    static Entries choose(
            List<byte @Nullable []> stored, List<byte @Nullable []> made, Predicate<List<byte @Nullable []>> fit) {
        List<Integer> differing = IntStream.range(0, made.size())
                .filter(i -> !Arrays.equals(stored.get(i), made.get(i)))
                .boxed()
                .toList();
        int combinations = differing.size() <= TRIED_MAX ? 1 << differing.size() : 1;
        for (int fromEvents = 0; fromEvents < combinations; fromEvents++) {
            List<byte @Nullable []> mixed = mixed(stored, made, differing, fromEvents);
            if (fit.test(mixed)) {
                int chosen = fromEvents;
                List<Integer> wrong = IntStream.range(0, differing.size())
                        .filter(i -> (chosen >> i & 1) == 0)
                        .mapToObj(differing::get)
                        .toList();
                return new Entries(mixed, wrong, chosen != 0, true);
            }
        }
        if (fit.test(made)) {
            return new Entries(made, List.of(), true, true);
        }
        // Of a tile that was replaced as a whole nobody can tell which events were changed besides.
        List<Integer> wrong = differing.size() <= TRIED_MAX ? differing : List.of();
        return new Entries(stored, wrong, !differing.isEmpty(), false);
    }

    private static List<byte @Nullable []> mixed(
            List<byte @Nullable []> stored, List<byte @Nullable []> made, List<Integer> differing, int fromEvents) {
        List<byte @Nullable []> mixed = new ArrayList<>(stored);
        for (int i = 0; i < differing.size(); i++) {
            if ((fromEvents >> i & 1) == 1) {
                mixed.set(differing.get(i), made.get(differing.get(i)));
            }
        }
        return mixed;
    }

    /** The hash over the entries of a full tile; null: one of them is not known. */
    static @Nullable TreeHash root(List<byte @Nullable []> entries) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte @Nullable [] entry : entries) {
            if (entry == null || entry.length != TreeHash.BYTES) {
                return null;
            }
            all.writeBytes(entry);
        }
        return Tile.ofEntries(all.toByteArray()).root();
    }
}
