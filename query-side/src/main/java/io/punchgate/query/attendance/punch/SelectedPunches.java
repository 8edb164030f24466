package io.punchgate.query.attendance.punch;

import io.punchgate.api.attendance.PunchFilter;
import io.punchgate.query.listing.Conditions;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The punches of a customer that a filter means, as tables know them: by the id of the person in place of a user.
 *
 * @param person the only person; null: the filter names no user
 */
record SelectedPunches(
        String customerId, PunchFilter filter, @Nullable UUID person) {

    boolean ofPerson() {
        return person != null;
    }

    boolean hasKind() {
        return filter.type() != null || filter.transport() != null;
    }

    /** Tells whether the filter bounds the times of punches, and nothing else that an index knows. */
    boolean hasTimesOnly() {
        return PunchTimes.in(filter) && filter.sn() == null && !ofPerson() && !hasKind();
    }

    /** The condition of the customer alone. */
    Conditions ofCustomer() {
        return new Conditions().and("customer_id = ?", customerId);
    }
}
