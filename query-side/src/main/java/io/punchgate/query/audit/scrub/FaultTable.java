package io.punchgate.query.audit.scrub;

import io.punchgate.api.audit.ScrubView.Fault;
import io.punchgate.api.audit.ScrubView.Kind;
import io.punchgate.runtime.sql.Timestamps;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The faults that were found: those that are there, and of those that are gone the last ones. */
record FaultTable(JdbcClient jdbc) {

    /** Faults kept. */
    static final int KEPT_MAX = 10_000;

    private static final String ADD = """
            insert into query.scrub_fault (kind, place, customer_id, source, position, found_at)
            select ?, ?, cast(? as text), ?, cast(? as bigint), cast(? as timestamptz)
            where (select count(*) from query.scrub_fault where mended_at is null) < ?
            on conflict (kind, place) where mended_at is null do nothing
            """;

    private static final String MAKE_ROOM = """
            delete from query.scrub_fault where number in (
                select number from query.scrub_fault where mended_at is not null order by number
                limit greatest((select count(*) from query.scrub_fault) - ?, 0))
            """;

    private record Open(long number, FoundFault fault) {}

    /** Names those that are new. */
    void add(Collection<FoundFault> found, Instant now) {
        for (FoundFault each : found) {
            var unused = jdbc.sql(ADD)
                    .param(label(each.kind()))
                    .param(each.place())
                    .param(each.customerId())
                    .param(each.source())
                    .param(each.position())
                    .param(Timestamps.utc(now))
                    .param(KEPT_MAX)
                    .update();
        }
        jdbc.sql(MAKE_ROOM).param(KEPT_MAX).update();
    }

    /**
     * Notes that those which were not found again are gone.
     *
     * @param judged tells whether the pass could have found it
     * @return how many are gone
     */
    int mend(Set<String> foundKeys, Predicate<FoundFault> judged, Instant now) {
        List<Long> gone = open().stream()
                .filter(each -> !foundKeys.contains(each.fault().key()))
                .filter(each -> judged.test(each.fault()))
                .map(Open::number)
                .toList();
        gone.forEach(number -> jdbc.sql("update query.scrub_fault set mended_at = ? where number = ?")
                .params(Timestamps.utc(now), number)
                .update());
        return gone.size();
    }

    private List<Open> open() {
        return jdbc.sql("select number, kind, place, customer_id, source, position from query.scrub_fault"
                        + " where mended_at is null")
                .query((row, number) -> new Open(
                        row.getLong("number"),
                        new FoundFault(
                                kind(row.getString("kind")),
                                row.getString("place"),
                                row.getString("customer_id"),
                                row.getString("source"),
                                row.getObject("position", Long.class))))
                .list();
    }

    /** Newest first, of that customer or all. */
    List<Fault> of(@Nullable String customerId) {
        return jdbc.sql("select kind, place, found_at, mended_at from query.scrub_fault"
                        + " where cast(? as text) is null or customer_id = ? order by number desc limit ?")
                .param(customerId)
                .param(customerId)
                .param(KEPT_MAX)
                .query((row, number) -> new Fault(
                        kind(row.getString("kind")),
                        row.getString("place"),
                        Timestamps.instant(row, "found_at"),
                        Timestamps.instantOrNull(row, "mended_at")))
                .list();
    }

    /** The number of those that are there, by kind. */
    Map<Kind, Long> counts() {
        Map<Kind, Long> counts = new EnumMap<>(Kind.class);
        jdbc.sql("select kind, count(*) from query.scrub_fault where mended_at is null group by kind")
                .query(row -> {
                    counts.put(kind(row.getString(1)), row.getLong(2));
                });
        return counts;
    }

    static String label(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static Kind kind(String label) {
        return Kind.valueOf(label.toUpperCase(Locale.ROOT));
    }

    /** The keys of faults. */
    static Set<String> keys(Collection<FoundFault> faults) {
        return faults.stream().map(FoundFault::key).collect(Collectors.toSet());
    }
}
