package io.punchgate.query.person;

import io.punchgate.api.device.PushedEvent;
import io.punchgate.runtime.person.PersonKeys;
import java.util.Base64;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Tells read models what to keep of what is personal in an event: its ciphertext as it is. An event that was stored before there were
 * keys is kept in plain, beside the id that its person has since, until the person is erased.
 */
@Component
public final class PersonalTexts {

    /** In the place of a plain text whose person was erased. */
    public static final String ERASED = "{}";

    private final PersonKeys keys;

    public PersonalTexts(PersonKeys keys) {
        this.keys = keys;
    }

    /** The text to keep of an event. */
    public PersonalRow of(PushedEvent event) {
        @Nullable String sealed = event.sealed();
        return new PersonalRow(
                event.sealedId(),
                personOf(event),
                sealed == null ? null : Base64.getDecoder().decode(sealed),
                sealed == null ? PersonalFields.of(event).json() : null);
    }

    /** The person of an event; of one that was stored before there were keys, the one that it would be of since. */
    public UUID personOf(PushedEvent event) {
        @Nullable UUID known = event.person();
        return known == null
                ? keys.firstId(event.customerId(), Objects.requireNonNull(event.userId(), event.sealedId()))
                : known;
    }
}
