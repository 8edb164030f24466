package io.punchgate.runtime.access.history;

import io.punchgate.runtime.sql.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the stored history again, and holds it against its hash chain. Of a text and a hash that do not fit, the entry behind them
 * tells which was changed, so that one change is named once. Not for several threads.
 */
public final class AccessCheck {

    /** Entries read by one statement. */
    public static final int PIECE_ENTRIES = 2_000;

    private static final HexFormat HEX = HexFormat.of();
    private static final String HEAD = "access head";
    private static final int MISSING_MAX = 1_000;

    private final JdbcClient jdbc;
    private final List<AccessFault> faults = new ArrayList<>();
    private final long end;
    private long reached;
    /** The hashes of the entry before, one of which is right; none: it is not known. */
    private List<String> before = List.of();

    private record Head(
            long id, String hash, long forgotten, @Nullable String forgottenHash) {}

    private record Entry(
            long id,
            Instant at,
            @Nullable String customerId,
            @Nullable String sn,
            String record,
            String hash) {}

    /** Begins. What follows is read in the transactions of whoever asks. */
    public AccessCheck(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.end = begin();
    }

    private long begin() {
        List<Head> heads = heads();
        long last = number("select coalesce(max(id), 0) from access.entry");
        if (heads.size() != 1) {
            faults.add(new AccessFault(HEAD, null));
            return last;
        }
        Head head = heads.getFirst();
        reached = head.forgotten();
        before = anchor(head);
        long first = number("select coalesce(min(id), 0) from access.entry");
        if (first > 0 && first <= head.forgotten()) {
            faults.add(new AccessFault(HEAD, null));
            reached = first - 1;
            before = List.of();
        }
        if (!hasHash(head.id(), head.hash()) && last != head.id() && hasHash(last, head.hash())) {
            faults.add(new AccessFault(HEAD, null));
            return last;
        }
        entries(head.id(), last).forEach(each -> faults.add(AccessFault.of(each.id(), each.customerId())));
        return head.id();
    }

    /** Tells whether an entry has that hash: a head that has the last entry's, and another number, is what was changed. */
    private boolean hasHash(long id, String hash) {
        return entries(id - 1, id).stream().anyMatch(each -> each.hash().equals(hash));
    }

    private static List<String> anchor(Head head) {
        return Stream.of(head).map(Head::forgottenHash).filter(Objects::nonNull).toList();
    }

    private List<Head> heads() {
        return jdbc.sql("select id, encode(hash, 'hex'), forgotten_id, encode(forgotten_hash, 'hex') from access.head")
                .query((row, number) -> new Head(row.getLong(1), row.getString(2), row.getLong(3), row.getString(4)))
                .list();
    }

    private long number(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }

    /** Goes on with the next piece; false: there is no more. */
    public boolean next() {
        // What is forgotten meanwhile is not missing.
        heads().stream().filter(head -> head.forgotten() > reached).findFirst().ifPresent(head -> {
            reached = head.forgotten();
            before = anchor(head);
        });
        if (reached >= end) {
            return false;
        }
        List<Entry> piece = entries(reached, end);
        for (Entry each : piece) {
            tellMissing(each.id() - 1);
            check(each);
            reached = each.id();
        }
        if (piece.size() < PIECE_ENTRIES) {
            tellMissing(end);
            reached = end;
        }
        return true;
    }

    private void tellMissing(long upTo) {
        for (long id = reached + 1; id <= Math.min(upTo, reached + MISSING_MAX); id++) {
            faults.add(AccessFault.of(id, null));
        }
        if (reached < upTo) {
            before = List.of();
        }
    }

    private void check(Entry entry) {
        List<String> fitting = before.stream().map(hash -> hash(entry, hash)).toList();
        boolean fits = fitting.isEmpty() || fitting.stream().anyMatch(each -> each.equals(entry.hash()));
        if (!fits || !agrees(entry)) {
            faults.add(AccessFault.of(entry.id(), entry.customerId()));
        }
        before = fits
                ? List.of(entry.hash())
                : Stream.concat(Stream.of(entry.hash()), fitting.stream()).toList();
    }

    private static String hash(Entry entry, String before) {
        AccessChain chain = new AccessChain(entry.id() - 1, HEX.parseHex(before));
        chain.add(entry.record());
        return HEX.formatHex(chain.hash());
    }

    /** Tells whether the columns are what the text says. */
    private static boolean agrees(Entry entry) {
        try {
            JsonNode record = JsonMapper.shared().readTree(entry.record());
            return Instant.parse(record.path("at").asString(""))
                            .truncatedTo(ChronoUnit.MICROS)
                            .equals(entry.at())
                    && Objects.equals(record.path("customer_id").stringValue(null), entry.customerId())
                    && Objects.equals(record.path("sn").stringValue(null), entry.sn());
        } catch (JacksonException | java.time.DateTimeException unreadable) {
            return false;
        }
    }

    private List<Entry> entries(long after, long last) {
        return jdbc.sql("select id, at, customer_id, sn, record, hash from access.entry where id > ? and id <= ?"
                        + " order by id limit ?")
                .params(after, last, PIECE_ENTRIES)
                .query((row, number) -> entry(row))
                .list();
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                row.getLong(1),
                Timestamps.instant(row, "at"),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                HEX.formatHex(row.getBytes(6)));
    }

    /** The faults, once all pieces were read. The head has the hash of the last entry, unless more have come. */
    public List<AccessFault> finish() {
        List<Head> heads = heads();
        boolean unchanged = heads.size() == 1 && heads.getFirst().id() == end && end > 0;
        if (unchanged
                && !before.isEmpty()
                && before.stream()
                        .noneMatch(hash -> hash.equals(heads.getFirst().hash()))) {
            faults.add(new AccessFault(HEAD, null));
        }
        return List.copyOf(faults);
    }
}
