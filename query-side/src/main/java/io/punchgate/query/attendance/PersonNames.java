package io.punchgate.query.attendance;

import io.punchgate.query.person.People;
import io.punchgate.query.person.PersonalFields;
import io.punchgate.query.person.PersonalRow;
import io.punchgate.runtime.sql.Reading;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the user ids of people, each from one of his punches: all of them say the same. */
@Component
final class PersonNames {

    private static final String A_PUNCH_OF_EACH = "select found.* from unnest(?) as wanted (person) cross join lateral"
            + " (select id, " + PersonalRow.COLUMNS + " from query.punch"
            + " where customer_id = ? and person_id = wanted.person limit 1) found";

    private final JdbcClient jdbc;
    private final People people;

    PersonNames(@Reading JdbcClient jdbc, People people) {
        this.jdbc = jdbc;
        this.people = people;
    }

    /** The user ids of these people; those who were erased are left out. */
    Map<UUID, String> of(String customerId, Collection<UUID> persons) {
        if (persons.isEmpty()) {
            return Map.of();
        }
        List<PersonalRow> rows = jdbc.sql(A_PUNCH_OF_EACH)
                .params(persons.toArray(UUID[]::new), customerId)
                .query((row, number) -> PersonalRow.of(row, row.getString("id")))
                .list();
        People.Opened opened = people.open(rows);
        Map<UUID, String> names = new HashMap<>();
        for (PersonalRow row : rows) {
            @Nullable PersonalFields fields = opened.fields(row);
            if (fields != null) {
                names.put(row.person(), fields.user());
            }
        }
        return names;
    }
}
