package io.punchgate.runtime.tree;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A text signed by one key or more (C2SP signed-note).
 *
 * @param text what is signed, its last line's end included
 * @param signatures in their order
 */
public record SignedNote(String text, List<NoteSignature> signatures) {

    static final String DASH = "\u2014 ";

    private static final int CHARACTERS_MAX = 1 << 20;
    private static final int SIGNATURES_MAX = 100;

    /**
     * One signature.
     *
     * @param bytes base64 of the signature, its key's id not included
     */
    public record NoteSignature(String name, int keyId, String bytes) {

        private boolean isOf(VerifierKey key) {
            return keyId == key.id() && name.equals(key.name());
        }
    }

    public SignedNote {
        signatures = List.copyOf(signatures);
    }

    /** The whole note for a text, signed by these keys. */
    public static String sign(String text, List<SigningKey> keys) {
        return keys.stream().map(key -> key.line(text) + "\n").collect(Collectors.joining("", text + "\n", ""));
    }

    /**
     * Reads a note; nothing of it is to be believed before {@link #isSignedBy}.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static SignedNote parse(String note) {
        int end = note.lastIndexOf("\n\n");
        boolean controls = note.chars().anyMatch(c -> c < ' ' && c != '\n');
        if (note.length() > CHARACTERS_MAX || controls || end < 0 || !note.endsWith("\n")) {
            throw new IllegalArgumentException("a signed note is a text, an empty line, and lines of signatures");
        }
        List<NoteSignature> signatures =
                note.substring(end + 2).lines().map(SignedNote::signature).toList();
        if (signatures.isEmpty() || signatures.size() > SIGNATURES_MAX) {
            throw new IllegalArgumentException("a note has 1 to " + SIGNATURES_MAX + " signatures");
        }
        return new SignedNote(note.substring(0, end + 1), signatures);
    }

    private static NoteSignature signature(String line) {
        int space = line.lastIndexOf(' ');
        if (!line.startsWith(DASH) || space <= DASH.length()) {
            throw new IllegalArgumentException("not a signature of a note: " + line);
        }
        String name = line.substring(DASH.length(), space);
        byte[] tagged = Base64.getDecoder().decode(line.substring(space + 1));
        if (!VerifierKey.isName(name) || tagged.length <= Integer.BYTES) {
            throw new IllegalArgumentException("not a signature of a note: " + line);
        }
        ByteBuffer bytes = ByteBuffer.wrap(tagged);
        int id = bytes.getInt();
        byte[] rest = new byte[bytes.remaining()];
        bytes.get(rest);
        return new NoteSignature(name, id, Base64.getEncoder().encodeToString(rest));
    }

    /**
     * Tells whether one of these keys has signed it. Signatures of other keys are ignored; one that says that it is of a known
     * key, and is not, spoils the note.
     */
    public boolean isSignedBy(Collection<VerifierKey> known) {
        List<Boolean> verified = new ArrayList<>();
        for (NoteSignature signature : signatures) {
            known.stream()
                    .filter(signature::isOf)
                    .map(key -> key.hasSigned(text, Base64.getDecoder().decode(signature.bytes())))
                    .forEach(verified::add);
        }
        return !verified.isEmpty() && !verified.contains(false);
    }
}
