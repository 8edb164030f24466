package io.punchgate.query.person;

import io.punchgate.runtime.person.PersonKey;
import io.punchgate.runtime.person.ReadersKeys;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The people of customers: who has a user id now, and what is personal of rows, as far as nobody erased it. */
@Component
public final class People {

    /** The id of nobody, and before those of all others. */
    public static final UUID NOBODY = new UUID(0, 0);

    private final ReadersKeys keys;

    People(ReadersKeys keys) {
        this.keys = keys;
    }

    /** The person whom a customer knows by a user id; {@link #NOBODY} where nobody has it, or he was erased. */
    public UUID idOf(String customerId, String userId) {
        return keys.personOf(customerId, userId).orElse(NOBODY);
    }

    /** The keys to what is personal of these rows, by one look-up for all. */
    public Opened open(Collection<PersonalRow> rows) {
        return new Opened(keys.find(rows.stream()
                .filter(row -> row.sealed() != null)
                .map(PersonalRow::person)
                .collect(Collectors.toSet())));
    }

    /** Opens rows. */
    public static final class Opened {

        private final Map<UUID, PersonKey> keys;

        private Opened(Map<UUID, PersonKey> keys) {
            this.keys = keys;
        }

        /** The personal fields of a row; null: the person was erased. */
        public @Nullable PersonalFields fields(PersonalRow row) {
            byte @Nullable [] sealed = row.sealed();
            if (sealed == null) {
                PersonalFields plain = PersonalFields.read(Objects.requireNonNull(row.plain(), row.id()));
                return plain.userId() == null ? null : plain;
            }
            @Nullable PersonKey key = keys.get(row.person());
            return key == null ? null : PersonalFields.read(key.open(sealed, row.id()));
        }
    }
}
