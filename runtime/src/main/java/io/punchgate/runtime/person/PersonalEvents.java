package io.punchgate.runtime.person;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.punchgate.api.PersonalEvent;
import io.punchgate.runtime.person.SubjectTexts.NewText;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Seals events before they are stored, and opens them when they are read. */
public final class PersonalEvents {

    private final PersonKeys keys;

    public PersonalEvents(PersonKeys keys) {
        this.keys = keys;
    }

    /**
     * Events with their sealed texts.
     *
     * @param events in the order in which they were given
     * @param onceStored is run once they are stored, for persons who are new; not where that failed
     */
    public record Sealed(List<PersonalEvent> events, Runnable onceStored) {

        public Sealed {
            events = List.copyOf(events);
        }
    }

    /**
     * Seals events that are about to be stored. New persons are added by one statement, in the transaction of this thread if there is
     * one. An event that names a person by an id who was erased meanwhile loses its personal components.
     *
     * @param destroyed the persons whose keys this transaction has destroyed
     */
    public Sealed seal(List<? extends PersonalEvent> events, Set<UUID> destroyed) {
        int before = keys.generation();
        Map<NamedPerson, PersonKey> known = new HashMap<>();
        Set<NamedPerson> unknown = new HashSet<>();
        for (PersonalEvent event : events) {
            if (isNamed(event)) {
                NamedPerson named = named(event);
                PersonKey key = keys.known(named);
                if (key == null || destroyed.contains(key.person())) {
                    unknown.add(named);
                } else {
                    known.put(named, key);
                }
            }
        }
        Map<NamedPerson, PersonKey> added =
                unknown.isEmpty() ? Map.of() : keys.table().take(unknown);
        known.putAll(added);
        List<PersonalEvent> sealed = new ArrayList<>(events.size());
        for (PersonalEvent event : withTextsSealed(events)) {
            sealed.add(
                    isNamed(event)
                            ? sealed(event, Objects.requireNonNull(known.get(named(event))))
                            : sealedById(event, destroyed));
        }
        return new Sealed(sealed, () -> keys.remember(before, added));
    }

    /** Texts that may name somebody whom nobody knows have keys of their own, which one statement adds. */
    private List<? extends PersonalEvent> withTextsSealed(List<? extends PersonalEvent> events) {
        List<NewText> texts = new ArrayList<>();
        for (PersonalEvent event : events) {
            String text = ownText(event);
            if (text != null) {
                texts.add(new NewText(event.customerId(), text));
            }
        }
        if (texts.isEmpty()) {
            return events;
        }
        Iterator<PersonKey> added = keys.texts().add(texts).iterator();
        return events.stream()
                .map(event -> ownText(event) == null ? event : sealed(event, added.next()))
                .toList();
    }

    private static @Nullable String ownText(PersonalEvent event) {
        boolean own = event.sealed() == null && event.person() == null && event.user() == null;
        return own ? PersonalFields.of(event).text(event) : null;
    }

    /** Destroys the keys of persons for good, in the transaction of this thread. */
    public void destroy(String customerId, Collection<UUID> persons) {
        keys.destroy(customerId, persons);
    }

    /** Forgets all keys in memory, if there were other erasures than those of before; tells whether there were. */
    public boolean observe(long erasures) {
        return keys.observe(erasures);
    }

    private static boolean isNamed(PersonalEvent event) {
        return event.sealed() == null && event.person() == null && event.user() != null;
    }

    private static NamedPerson named(PersonalEvent event) {
        return new NamedPerson(event.customerId(), Objects.requireNonNull(event.user()));
    }

    private PersonalEvent sealedById(PersonalEvent event, Set<UUID> destroyed) {
        UUID person = event.person();
        if (event.sealed() != null || person == null) {
            return event;
        }
        return keys.find(person)
                .filter(key -> !destroyed.contains(person))
                .map(key -> sealed(event, key))
                .orElseGet(() -> closed(event));
    }

    private static PersonalEvent sealed(PersonalEvent event, PersonKey key) {
        PersonalFields fields = PersonalFields.of(event);
        String text = fields.text(event);
        return text == null
                ? event
                : fields.sealed(event, key.person(), key.seal(text.getBytes(UTF_8), event.sealedId()));
    }

    /** The event as it is written: without its personal components, if it has a sealed text or is of a person who was erased. */
    public static PersonalEvent closed(PersonalEvent event) {
        return event.person() == null ? event : PersonalFields.of(event).closed(event);
    }

    /** One event as it is written, sealed first if it is not. Nobody can tell whether it will be: new persons are not remembered. */
    public PersonalEvent stored(PersonalEvent event) {
        return closed(seal(List.of(event), Set.of()).events().getFirst());
    }

    /**
     * The event as it is read: with the personal components of its sealed text, while there is the key.
     *
     * @throws IllegalStateException if the sealed text was changed
     */
    public PersonalEvent opened(PersonalEvent event) {
        UUID person = event.person();
        String sealed = event.sealed();
        if (person == null) {
            return blankIfErased(event);
        }
        if (sealed == null) {
            return event;
        }
        return keys.find(person)
                .map(key -> key.open(bytes(sealed), event.sealedId()))
                .map(text -> PersonalFields.of(event).opened(event, text))
                .orElse(event);
    }

    private static byte[] bytes(String sealed) {
        try {
            return Base64.getDecoder().decode(sealed);
        } catch (IllegalArgumentException changed) {
            // Without its words, which quote the text.
            throw new IllegalStateException("the sealed text of an event was changed");
        }
    }

    /** An event of the time before persons had keys is in clear, and is shown to nobody once its person was erased. */
    private PersonalEvent blankIfErased(PersonalEvent event) {
        String user = event.user();
        if (user == null || !keys.anyErased()) {
            return event;
        }
        UUID person = keys.firstId(event.customerId(), user);
        return keys.erased(List.of(person)).isEmpty()
                ? event
                : PersonalFields.of(event).blank(event, person);
    }

    /** Reads the keys for all those events, so that they are opened without asking one by one. */
    public void prepare(Collection<? extends PersonalEvent> events) {
        Set<UUID> sealers = new HashSet<>();
        Set<UUID> firsts = new HashSet<>();
        boolean anyErased = keys.anyErased();
        for (PersonalEvent event : events) {
            UUID person = event.person();
            String user = event.user();
            if (person != null) {
                sealers.add(person);
            } else if (user != null && anyErased) {
                firsts.add(keys.firstId(event.customerId(), user));
            }
        }
        var unused = keys.find(sealers);
        var unusedToo = keys.erased(firsts);
    }
}
