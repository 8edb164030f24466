package io.punchgate.runtime.log.read;

import io.punchgate.api.DomainEvent;
import io.punchgate.runtime.log.EventRecords;
import io.punchgate.runtime.log.Logged;
import io.punchgate.runtime.log.StoredNames;
import io.punchgate.runtime.sql.Timestamps;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The events of one customer, decoded, for those who tell them on. Every answer is bounded by a number of rows. */
public final class CustomerEvents {

    private static final String WITHIN = """
            select position, record from log.event
            where position > :after and position <= :last and type = any (:types)
              and strpos(record, '"customerId":"' || :customer || '"') > 0
            order by position limit :max
            """;

    private static final String LAST_BEFORE = """
            select position, record from log.event where stream = ? and sequence < ? and type = any (?)
            order by sequence desc limit 1
            """;

    private final JdbcClient jdbc;
    private final EventRecords records;

    public CustomerEvents(JdbcClient jdbc, EventRecords records) {
        this.jdbc = jdbc;
        this.records = records;
    }

    /**
     * A stretch of the log.
     *
     * @param events in order
     * @param upTo the position up to which there are no others
     */
    public record Stretch(List<Logged> events, long upTo) {

        public Stretch {
            events = List.copyOf(events);
        }
    }

    /**
     * The events of these classes that name a customer, perhaps not as their own. They end before one that this version cannot
     * read: none is passed over.
     *
     * @param after the position behind which to begin
     * @param last the last position that is looked at
     * @param max the most events of the answer
     * @throws IllegalStateException where the first of them cannot be read
     */
    public Stretch within(
            String customerId, long after, long last, Collection<Class<? extends DomainEvent>> eventClasses, int max) {
        List<EventRecords.Text> texts = jdbc.sql(WITHIN)
                .param("after", after)
                .param("last", last)
                .param("types", names(eventClasses))
                .param("customer", customerId)
                .param("max", max + 1)
                .query((row, number) -> EventRecords.Text.in(row))
                .list();
        List<EventRecords.Text> taken = texts.subList(0, Math.min(texts.size(), max));
        List<Logged> found = records.page(taken);
        boolean all = found.size() == texts.size();
        return new Stretch(found, all ? last : found.getLast().position());
    }

    /** The last event of one of these classes in a stream before a sequence. */
    public Optional<Logged> lastBefore(
            String stream, long sequence, Collection<Class<? extends DomainEvent>> eventClasses) {
        return jdbc.sql(LAST_BEFORE)
                .params(stream, sequence, names(eventClasses))
                .query((row, number) -> EventRecords.Text.in(row))
                .optional()
                .map(text -> new Logged(text.position(), records.decode(text.record())));
    }

    /** The time at which the event at a position was recorded; empty where there is none. */
    public Optional<Instant> recordedAt(long position) {
        return jdbc.sql("select recorded_at from log.event where position = ?")
                .param(position)
                .query((row, number) -> Timestamps.instant(row, "recorded_at"))
                .optional();
    }

    private static String[] names(Collection<Class<? extends DomainEvent>> eventClasses) {
        return eventClasses.stream().map(StoredNames::require).toArray(String[]::new);
    }
}
