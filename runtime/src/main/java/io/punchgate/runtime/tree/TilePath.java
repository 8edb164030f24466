package io.punchgate.runtime.tree;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a tile in an address (C2SP tlog-tiles), such as {@code 0/x001/x234/067} or {@code entries/000.p/12}.
 *
 * @param level the level of hashes, from 0; of entries 0
 * @param entries whether entries are meant, and not hashes
 * @param number of the tile in its level, from 0
 * @param width the number of its first nodes that are meant, 256 for a full tile
 */
public record TilePath(int level, boolean entries, long number, int width) {

    /** A number of more digits than a tree of 2^63 entries has tiles is refused before it is read. */
    private static final Pattern PATH =
            Pattern.compile("(entries|0|[1-9]\\d?)/((?:x\\d{3}/){0,6}\\d{3})(?:\\.p/([1-9]\\d{0,2}))?");

    private static final int LEVEL_MAX = 63;
    private static final int GROUP = 1_000;

    /** The tile of an address; empty where it names none. */
    public static Optional<TilePath> parse(String path) {
        Matcher parts = PATH.matcher(path);
        if (!parts.matches()) {
            return Optional.empty();
        }
        boolean entries = parts.group(1).equals("entries");
        int level = entries ? 0 : Integer.parseInt(parts.group(1));
        long number = Long.parseLong(parts.group(2).replace("/", "").replace("x", ""));
        int width = parts.group(3) == null ? Tile.WIDTH : Integer.parseInt(parts.group(3));
        boolean partial = parts.group(3) != null;
        TilePath read = new TilePath(level, entries, number, width);
        boolean plain = level <= LEVEL_MAX && (partial ? width < Tile.WIDTH : true);
        return plain && read.text().equals(path) ? Optional.of(read) : Optional.empty();
    }

    /** The name. */
    public String text() {
        StringBuilder text = new StringBuilder("%03d".formatted(number % GROUP));
        for (long rest = number / GROUP; rest > 0; rest /= GROUP) {
            text.insert(0, "x%03d/".formatted(rest % GROUP));
        }
        String of = entries ? "entries" : Integer.toString(level);
        return of + "/" + text + (width == Tile.WIDTH ? "" : ".p/" + width);
    }
}
