package io.punchgate.query.delivery;

import io.punchgate.api.delivery.DeliveryFilter;
import io.punchgate.api.delivery.DeliveryStatus;
import io.punchgate.query.listing.Conditions;
import io.punchgate.query.listing.Statement;
import org.jspecify.annotations.Nullable;

/** The statements of lists of deliveries. Conditions of partial indexes are written out, so that the planner sees that they serve. */
final class DeliveryStatements {

    private static final int IN_INDEX_FROM_ATTEMPTS = 2;

    private DeliveryStatements() {}

    /**
     * Deliveries in the order in which their punches were recorded.
     *
     * @param after the position behind which the list begins
     * @param before the position before which it ends
     */
    static Statement list(String customerId, DeliveryFilter filter, long after, long before, int rows) {
        Conditions conditions = new Conditions()
                .and("customer_id = ?", customerId)
                .andIfGiven("sn = ?", filter.sn())
                .andIfGiven("id = ?", filter.punchId())
                .andIfGiven("recorded_at >= ?", filter.recordedFrom())
                .andIfGiven("recorded_at <= ?", filter.recordedTo())
                .and("position > ?", after)
                .and("position < ?", before);
        @Nullable DeliveryStatus status = filter.status();
        if (status != null) {
            // One of our own words.
            conditions.and("status = '" + status.label() + "'");
        }
        if (filter.retrying()) {
            conditions.and("status = 'pending' and attempts > 0");
        }
        if (filter.attemptsMin() > 0) {
            conditions.and("attempts >= ?", filter.attemptsMin());
        }
        if (filter.attemptsMin() >= IN_INDEX_FROM_ATTEMPTS) {
            conditions.and("attempts > 1");
        }
        return conditions.select(DeliveryMapper.SELECT, "order by position limit ?", rows);
    }
}
