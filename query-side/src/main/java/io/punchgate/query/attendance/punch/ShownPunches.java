package io.punchgate.query.attendance.punch;

import io.punchgate.api.attendance.CorrectionView;
import io.punchgate.api.attendance.PunchView;
import io.punchgate.query.person.People;
import io.punchgate.query.person.PersonalFields;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Shows rows as integrators read them: opened, as far as their persons were not erased, with their corrections beside them. */
@Component
final class ShownPunches {

    private final People people;
    private final PunchCorrections corrections;

    ShownPunches(People people, PunchCorrections corrections) {
        this.people = people;
        this.corrections = corrections;
    }

    /** The punches of these rows, with their corrections up to a position. */
    List<PunchView> of(List<PunchRow> rows, long upTo) {
        People.Opened opened = people.open(rows.stream().map(PunchRow::personal).toList());
        Map<String, List<CorrectionView>> changes =
                corrections.of(rows.stream().map(row -> row.view().id()).toList(), upTo);
        return rows.stream()
                .map(row -> opened(row, opened.fields(row.personal())))
                .map(punch -> changes.isEmpty() ? punch : punch.with(changes.getOrDefault(punch.id(), List.of())))
                .toList();
    }

    private static PunchView opened(PunchRow row, @Nullable PersonalFields fields) {
        return fields == null
                ? row.view()
                : row.view()
                        .of(
                                fields.user(),
                                fields.attTime(),
                                fields.location(),
                                fields.temperature(),
                                fields.faceMask());
    }
}
