package io.punchgate.runtime.log;

import io.punchgate.api.ErasesPersons;
import io.punchgate.api.PersonalEvent;
import io.punchgate.runtime.person.PersonalEvents;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Seals the events of persons that are appended, and destroys the keys of those whom an event erases. */
final class EventSealing {

    private final JdbcTemplate jdbc;
    private final @Nullable PersonalEvents persons;
    private final RecentEvents recent;

    /**
     * For a log.
     *
     * @param persons null: there are no keys, and everything is stored in clear
     * @param recent forgotten after each erasure
     */
    EventSealing(JdbcTemplate jdbc, @Nullable PersonalEvents persons, RecentEvents recent) {
        this.jdbc = jdbc;
        this.persons = persons;
        this.recent = recent;
    }

    /**
     * The events with their sealed texts. Events without persons are handed on as they are.
     *
     * @throws IllegalStateException for an erasure
     */
    List<StoredEvent> seal(List<StoredEvent> events, OpenAppend append) {
        if (events.stream().anyMatch(event -> event.payload() instanceof ErasesPersons)) {
            throw new IllegalStateException("persons are erased in a transaction");
        }
        return sealed(events, Set.of(), append);
    }

    /**
     * The same in a transaction that has the head, which also erases. What comes after an erasure is about another person, who begins
     * anew.
     */
    List<StoredEvent> sealAndErase(List<StoredEvent> events, OpenAppend append) {
        List<StoredEvent> sealed = new ArrayList<>(events.size());
        Set<UUID> destroyed = new HashSet<>();
        int from = 0;
        for (int i = 0; i < events.size(); i++) {
            if (persons != null && events.get(i).payload() instanceof ErasesPersons erasure) {
                sealed.addAll(sealed(events.subList(from, i), destroyed, append));
                from = i;
                persons.destroy(erasure.customerId(), erasure.persons());
                destroyed.addAll(erasure.persons());
                jdbc.update("update log.head set erasures = erasures + 1");
            }
        }
        sealed.addAll(sealed(events.subList(from, events.size()), destroyed, append));
        return destroyed.isEmpty()
                ? sealed
                : sealed.stream().map(event -> without(destroyed, event)).toList();
    }

    /** Those who follow in memory get what those get who read. */
    private static StoredEvent without(Set<UUID> destroyed, StoredEvent event) {
        return event.payload() instanceof PersonalEvent personal && destroyed.contains(personal.person())
                ? event.with(PersonalEvents.closed(personal))
                : event;
    }

    private List<StoredEvent> sealed(List<StoredEvent> events, Set<UUID> destroyed, OpenAppend append) {
        List<PersonalEvent> personal = new ArrayList<>();
        for (StoredEvent event : events) {
            if (event.payload() instanceof PersonalEvent each) {
                personal.add(each);
            }
        }
        if (persons == null || personal.isEmpty()) {
            return events;
        }
        PersonalEvents.Sealed sealed = persons.seal(personal, destroyed);
        append.onceStored(sealed.onceStored());
        Iterator<PersonalEvent> next = sealed.events().iterator();
        return events.stream()
                .map(event -> event.payload() instanceof PersonalEvent ? event.with(next.next()) : event)
                .toList();
    }

    /** There were so many erasures until now. */
    void observe(long erasures) {
        if (persons != null && persons.observe(erasures)) {
            recent.clear();
        }
    }

    /** These were stored, after so many erasures. */
    void erased(long before, List<StoredEvent> stored) {
        long more = stored.stream()
                .filter(event -> event.payload() instanceof ErasesPersons)
                .count();
        observe(before + more);
    }
}
