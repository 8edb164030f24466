package io.punchgate.runtime.tree;

import java.util.List;

/**
 * The head of a tree, as it is signed (C2SP tlog-checkpoint).
 *
 * @param origin the name of the log
 * @param size the number of entries
 * @param root the hash of the tree of so many
 */
public record Checkpoint(String origin, long size, TreeHash root) {

    private static final int LINES_MIN = 3;

    /** The text that is signed. */
    public String text() {
        return origin + "\n" + size + "\n" + root.base64() + "\n";
    }

    /**
     * Reads the text of a note.
     *
     * @throws IllegalArgumentException if it is no checkpoint
     */
    public static Checkpoint parse(String text) {
        List<String> lines = text.lines().toList();
        if (lines.size() < LINES_MIN || lines.stream().anyMatch(String::isEmpty)) {
            throw new IllegalArgumentException("a checkpoint has an origin, a size and a root, each on a line");
        }
        return new Checkpoint(lines.get(0), Decimal.parse(lines.get(1)), TreeHash.parse(lines.get(2)));
    }
}
