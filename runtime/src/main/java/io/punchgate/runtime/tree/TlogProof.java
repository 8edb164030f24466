package io.punchgate.runtime.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A proof that can be checked without the log (C2SP tlog-proof): an inclusion, and the checkpoint that it leads to.
 *
 * @param note the signed checkpoint
 */
public record TlogProof(Inclusion inclusion, String note) {

    private static final String FIRST = "c2sp.org/tlog-proof@v1";
    private static final String EXTRA = "extra ";
    private static final String INDEX = "index ";
    /** A tree has at most so many levels. */
    private static final int HASHES_MAX = 63;

    /** The text of the proof. */
    public String text() {
        return inclusion.hashes().stream()
                .map(hash -> hash.base64() + "\n")
                .collect(Collectors.joining("", FIRST + "\n" + INDEX + inclusion.index() + "\n", "\n" + note));
    }

    /**
     * Reads a proof; nothing of it is proved by that.
     *
     * @throws IllegalArgumentException if the text is none
     */
    public static TlogProof parse(String text) {
        int end = text.indexOf("\n\n");
        if (end < 0) {
            throw new IllegalArgumentException("a proof is hashes, an empty line, and a checkpoint");
        }
        List<String> lines = new ArrayList<>(text.substring(0, end).lines().toList());
        if (!lines.removeFirst().equals(FIRST)) {
            throw new IllegalArgumentException("a proof begins with " + FIRST);
        }
        if (!lines.isEmpty() && lines.getFirst().startsWith(EXTRA)) {
            lines.removeFirst();
        }
        if (lines.isEmpty() || !lines.getFirst().startsWith(INDEX) || lines.size() > 1 + HASHES_MAX) {
            throw new IllegalArgumentException("a proof has an index, and " + HASHES_MAX + " hashes at most");
        }
        long index = Decimal.parse(lines.removeFirst().substring(INDEX.length()));
        return new TlogProof(
                new Inclusion(index, lines.stream().map(TreeHash::parse).toList()), text.substring(end + 2));
    }
}
