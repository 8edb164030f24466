package io.punchgate.runtime.log.tree;

import io.punchgate.runtime.tree.Checkpoint;
import io.punchgate.runtime.tree.SignedNote;
import io.punchgate.runtime.tree.SigningKey;
import io.punchgate.runtime.tree.VerifierKey;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The signed checkpoints, smallest first, as far as a key of ours has signed them; the others are told of. Signatures that were
 * verified before are remembered, because verifying is what takes time. Not for several threads.
 */
final class SignedRoots {

    private static final String PROBE = "probe\n";
    /** Of these one is as it was signed, whatever was added. */
    private static final int NEWEST = 20;

    private static final int READ_AT_ONCE = 500;
    /** Texts remembered, of some 300 bytes each. */
    private static final int REMEMBERED_MAX = 50_000;

    private final JdbcClient jdbc;
    private final Set<String> remembered;
    private final Map<Integer, SigningKey> keys = new HashMap<>();
    private final Consumer<String> faults;
    private final Deque<Checkpoint> read = new ArrayDeque<>();
    private boolean keysChanged;
    private boolean ended;
    private long last = -1;

    /**
     * The checkpoints of a database.
     *
     * @param remembered the texts that were verified before
     * @param faults is told of the places of those that are no longer what was signed
     */
    SignedRoots(JdbcClient jdbc, Set<String> remembered, Consumer<String> faults) {
        this.jdbc = jdbc;
        this.remembered = remembered;
        this.faults = faults;
        jdbc.sql("select number, verifier, secret from log.tree_key order by number")
                .query(row -> {
                    readKey(row.getInt(1), row.getString(2), row.getString(3));
                });
        if (keysChanged || remembered.size() > REMEMBERED_MAX) {
            remembered.clear();
        }
    }

    /** The halves of a key belong together, so that a change of either shows. */
    private void readKey(int number, String verifier, String secret) {
        try {
            VerifierKey key = VerifierKey.parse(verifier);
            SigningKey signing = SigningKey.of(key, secret);
            if (SignedNote.parse(SignedNote.sign(PROBE, List.of(signing))).isSignedBy(Set.of(key))) {
                keys.put(number, signing);
                return;
            }
        } catch (IllegalArgumentException | IllegalStateException unreadable) {
            // Told below, with the number.
        }
        keysChanged = true;
        faults.accept("tree key " + number);
    }

    /** The next one that is not below a size. */
    Optional<Checkpoint> next(long size) {
        while (!read.isEmpty() && read.getFirst().size() < size) {
            read.removeFirst();
        }
        while (read.isEmpty() && !ended) {
            readMore(size);
        }
        return Optional.ofNullable(read.peekFirst());
    }

    /** The largest size of which one is there that is as it was signed; 0: there is none. */
    long lastSize() {
        Map<Long, Signed> newest = new LinkedHashMap<>();
        jdbc.sql("select size, key_number, note from log.tree_checkpoint order by size desc limit ?")
                .param(NEWEST)
                .query(row -> {
                    newest.put(row.getLong(1), new Signed(row.getInt(2), row.getString(3)));
                });
        return newest.entrySet().stream()
                .filter(each -> isOfSize(read(each.getValue()), each.getKey()))
                .mapToLong(Map.Entry::getKey)
                .findFirst()
                .orElse(0);
    }

    private static boolean isOfSize(@Nullable Checkpoint checkpoint, long size) {
        return checkpoint != null && checkpoint.size() == size;
    }

    /** The last one from a size to another. */
    Optional<Checkpoint> last(long from, long to) {
        var unused = next(from);
        while (!ended && last <= to) {
            readMore(from);
        }
        return read.stream().filter(each -> each.size() <= to).reduce((before, each) -> each);
    }

    private void readMore(long from) {
        Map<Long, Signed> more = new HashMap<>();
        jdbc.sql(
                        "select size, key_number, note from log.tree_checkpoint where size > ? and size >= ? order by size limit ?")
                .params(last, from, READ_AT_ONCE)
                .query(row -> {
                    more.put(row.getLong(1), new Signed(row.getInt(2), row.getString(3)));
                });
        ended = more.size() < READ_AT_ONCE;
        more.keySet().stream().sorted().forEach(size -> {
            last = size;
            @Nullable Checkpoint good = verified(size, more.get(size));
            if (good != null) {
                read.addLast(good);
            }
        });
    }

    private record Signed(int keyNumber, String note) {}

    /** Not those of a key that was changed: the key is told of, and nothing can be said of them. */
    private @Nullable Checkpoint verified(long size, @Nullable Signed signed) {
        if (signed == null || (keysChanged && !keys.containsKey(signed.keyNumber()))) {
            return null;
        }
        @Nullable Checkpoint checkpoint = read(signed);
        if (checkpoint == null || checkpoint.size() != size) {
            faults.accept("tree checkpoint " + size);
            return null;
        }
        return checkpoint;
    }

    private @Nullable Checkpoint read(Signed signed) {
        try {
            Checkpoint checkpoint =
                    Checkpoint.parse(SignedNote.parse(signed.note()).text());
            String known = signed.keyNumber() + "\n" + signed.note();
            if (!remembered.contains(known)) {
                if (!isAsSigned(checkpoint, signed)) {
                    return null;
                }
                remembered.add(known);
            }
            return checkpoint;
        } catch (IllegalArgumentException noNote) {
            return null;
        }
    }

    /** The same keys make the same signatures of the same text: by the newest, or by some before it along with it. */
    private boolean isAsSigned(Checkpoint checkpoint, Signed signed) {
        List<SigningKey> signing = new ArrayList<>();
        for (int number = signed.keyNumber(); keys.containsKey(number); number--) {
            signing.add(keys.get(number));
            if (SignedNote.sign(checkpoint.text(), signing).equals(signed.note())) {
                return true;
            }
        }
        return false;
    }
}
