package io.punchgate.standalone.tool.verify;

import io.punchgate.runtime.tree.Checkpoint;
import io.punchgate.runtime.tree.SignedNote;
import io.punchgate.runtime.tree.VerifierKey;
import java.util.List;

/**
 * Everything that is believed: the keys that the auditor was given, and the checkpoint that one of them signed.
 *
 * @param checkpoint as the auditor got it
 */
record Trust(List<VerifierKey> keys, Checkpoint checkpoint) {

    Trust {
        keys = List.copyOf(keys);
    }

    /**
     * Reads both.
     *
     * @throws Wrong if the checkpoint is none of these keys'
     */
    static Trust read(String vkeys, String note) throws Wrong {
        List<VerifierKey> keys;
        try {
            keys = vkeys.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .map(VerifierKey::parse)
                    .toList();
        } catch (IllegalArgumentException e) {
            throw new Wrong("the verifier key: " + e.getMessage());
        }
        return new Trust(keys, signed(keys, note, "the checkpoint"));
    }

    /** The checkpoint of another note that one of the keys signed. */
    Checkpoint signed(String note, String what) throws Wrong {
        Checkpoint read = signed(keys, note, what);
        if (read.size() == checkpoint.size() && !read.root().equals(checkpoint.root())) {
            throw new Wrong(what + " tells of another history than the checkpoint: same size, other root");
        }
        return read;
    }

    private static Checkpoint signed(List<VerifierKey> keys, String note, String what) throws Wrong {
        try {
            SignedNote signed = SignedNote.parse(note);
            if (!signed.isSignedBy(keys)) {
                throw new Wrong(what + " is not signed by the verifier key");
            }
            Checkpoint checkpoint = Checkpoint.parse(signed.text());
            if (keys.stream().noneMatch(key -> key.name().equals(checkpoint.origin()))) {
                throw new Wrong(what + " is that of another log, " + checkpoint.origin());
            }
            return checkpoint;
        } catch (IllegalArgumentException e) {
            throw new Wrong(what + " cannot be read: " + e.getMessage());
        }
    }
}
