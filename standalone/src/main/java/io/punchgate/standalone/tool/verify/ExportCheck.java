package io.punchgate.standalone.tool.verify;

import io.punchgate.runtime.tree.Checkpoint;
import io.punchgate.runtime.tree.GrowingTree;
import io.punchgate.runtime.tree.TlogProof;
import io.punchgate.runtime.tree.TreeHash;
import io.punchgate.standalone.tool.verify.ExportedEvent.Place;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks an export line by line, in constant memory but for a number a stream. Events with proofs are checked each by itself, all
 * others together: from position 1 on, without a gap, they must make the root of the checkpoint.
 */
final class ExportCheck {

    private static final String PARTIAL =
            " A part of the log can only be checked with proofs: export it with proof=true.";

    private final Trust trust;
    private final Map<Long, TlogProof> proofs = new HashMap<>();
    private final Map<String, Checkpoint> signed = new HashMap<>();
    private final Map<String, Long> sequences = new HashMap<>();
    private final GrowingTree tree = new GrowingTree();
    /** The root of the first events, as many as the checkpoint tells of; null: there were not so many yet, or a gap. */
    private @Nullable TreeHash root;

    private long lines;
    private long last;
    private long withProof;
    private long withheld;
    /** The first event without a proof; 0: none so far. */
    private long unproved;
    /** The first event without a proof of which the checkpoint does not tell; 0: none so far. */
    private long uncovered;

    ExportCheck(Trust trust) {
        this.trust = trust;
        keepRoot();
    }

    /** Adds the proof of one of the events. */
    void add(String proof) throws Wrong {
        TlogProof read = parse(proof, "the proof");
        proofs.put(read.inclusion().index() + 1, read);
    }

    /** Checks the next line. */
    void line(String text) throws Wrong {
        lines++;
        ExportedEvent event = ExportedEvent.read(text, last + 1);
        if (event.position() <= last) {
            throw Wrong.at(
                    event.position(),
                    "stands behind position " + last + ": two events were swapped, or one was inserted");
        }
        Optional<String> own = event.proof();
        @Nullable TlogProof given = proofs.remove(event.position());
        if (own.isPresent()) {
            prove(event, parse(own.get(), "position " + event.position() + ": the proof"));
        }
        if (given != null) {
            prove(event, given);
        }
        if (own.isPresent() || given != null) {
            withProof++;
        } else {
            requireNoGap(event.position());
            unproved = unproved == 0 ? event.position() : unproved;
            boolean covered = event.position() <= trust.checkpoint().size();
            uncovered = uncovered > 0 || covered ? uncovered : event.position();
        }
        withheld += event.isWithheld() ? 1 : 0;
        addToTree(event);
        last = event.position();
    }

    /** A gap before an event without proof can be named at once. */
    private void requireNoGap(long position) throws Wrong {
        if (tree.size() != position - 1) {
            throw Wrong.at(
                    tree.size() + 1,
                    "is not in the file, but position " + position + " is: it was removed, or left out." + PARTIAL);
        }
    }

    private void addToTree(ExportedEvent event) throws Wrong {
        if (tree.size() != event.position() - 1) {
            return;
        }
        Optional<Place> place = event.place();
        if (place.isPresent()) {
            requireNext(event.position(), place.get());
        }
        tree.add(event.entry());
        keepRoot();
    }

    /** Each stream counts its events from 0 on; of one whose text is withheld, the stream is not known. */
    private void requireNext(long position, Place place) throws Wrong {
        long next = sequences.getOrDefault(place.stream(), -1L) + 1;
        if (withheld == 0 ? place.sequence() != next : place.sequence() < next) {
            throw Wrong.at(
                    position,
                    "is event " + place.sequence() + " of " + place.stream() + ", where " + next
                            + " comes next: events were removed, inserted or swapped");
        }
        sequences.put(place.stream(), place.sequence());
    }

    private void keepRoot() {
        if (tree.size() == trust.checkpoint().size()) {
            root = tree.root();
        }
    }

    private void prove(ExportedEvent event, TlogProof proof) throws Wrong {
        long position = event.position();
        Checkpoint checkpoint = signed(proof.note(), "position " + position + ": the checkpoint of its proof");
        if (proof.inclusion().index() != position - 1) {
            throw Wrong.at(
                    position,
                    "its proof is that of position " + (proof.inclusion().index() + 1));
        }
        if (!proof.inclusion().leads(TreeHash.ofEntry(event.entry()), checkpoint)) {
            throw Wrong.at(position, "is not the event that was signed for: its proof does not lead to the checkpoint");
        }
    }

    /** Most events of an export have proofs that lead to the same checkpoint. */
    private Checkpoint signed(String note, String what) throws Wrong {
        @Nullable Checkpoint known = signed.get(note);
        if (known != null) {
            return known;
        }
        Checkpoint read = trust.signed(note, what);
        signed.clear();
        signed.put(note, read);
        return read;
    }

    private static TlogProof parse(String text, String what) throws Wrong {
        try {
            return TlogProof.parse(text);
        } catch (IllegalArgumentException e) {
            throw new Wrong(what + " cannot be read: " + e.getMessage());
        }
    }

    /** Checks what only the whole can tell, and says what was found to be as it was signed. */
    String end() throws Wrong {
        long size = trust.checkpoint().size();
        if (!proofs.isEmpty()) {
            throw Wrong.at(proofs.keySet().iterator().next(), "is not in the file, but its proof was given");
        }
        if (root == null && (unproved > 0 || lines == 0)) {
            throw Wrong.at(
                    tree.size() + 1,
                    "is not in the file, but the checkpoint tells of " + size
                            + " events: it was removed, or recorded after the export." + PARTIAL);
        }
        if (root != null && !root.equals(trust.checkpoint().root())) {
            throw new Wrong(otherRoot(size));
        }
        if (uncovered > 0) {
            throw Wrong.at(
                    uncovered,
                    "is behind the checkpoint, which tells of " + size
                            + " events: it was inserted, or recorded later. Take a newer checkpoint, or export with to_position="
                            + size + ".");
        }
        return "%d events, positions up to %d: as they were signed. %d by a proof of their own, %s%s"
                .formatted(
                        lines,
                        last,
                        withProof,
                        root == null ? "none as a whole" : "the first " + size + " as a whole",
                        withheld == 0 ? "." : "; of " + withheld + ", whose text is withheld, only the hash.");
    }

    private String otherRoot(long size) {
        return "positions 1 to " + size
                + " together are not what was signed, though each text fits its hash: of at least one"
                + " both were changed, or events were swapped, removed or inserted and the positions counted anew. Only proofs"
                + " can tell which is the first: export with proof=true.";
    }
}
