package io.punchgate.query.delivery;

import io.punchgate.api.delivery.DeliveryFilter;
import io.punchgate.api.delivery.DeliveryPlace;
import io.punchgate.api.delivery.DeliveryStatus;
import io.punchgate.query.delivery.table.CallbackText;
import io.punchgate.query.listing.Conditions;
import io.punchgate.query.listing.Statement;
import io.punchgate.query.listing.StoredId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The statements of lists of deliveries. Each merges the lists of the customer's callbacks, which are few, so that a list of one is
 * read by the same indexes. Conditions of partial indexes are written out, so that the planner sees that they serve.
 */
final class DeliveryStatements {

    private static final int IN_INDEX_FROM_ATTEMPTS = 2;

    private DeliveryStatements() {}

    /**
     * Deliveries in the order in which their punches were recorded, those of a punch by callback.
     *
     * @param callbacks the {@link CallbackText}s of those whose deliveries may be in the list, at least one
     * @param after the place behind which the list begins
     * @param before the position before which it ends
     */
    static Statement list(
            String customerId,
            List<String> callbacks,
            DeliveryFilter filter,
            DeliveryPlace after,
            long before,
            int rows) {
        Statement merged = Statement.unionAll(
                callbacks.stream()
                        .map(callback -> ofOne(customerId, callback, filter, after, before)
                                .select("select * from query.delivery", "order by position limit ?", rows))
                        .toList(),
                "order by position, callback limit ?",
                rows);
        return new Statement(
                "select " + DeliveryMapper.COLUMNS + " from (" + merged.sql() + ") d" + DeliveryMapper.JOINED
                        + " order by d.position, d.callback",
                merged.parameters());
    }

    /** The {@link CallbackText}s of the callbacks that have deliveries. */
    static Statement callbacks(String customerId) {
        return new Conditions()
                .and("customer_id = ?", customerId)
                .select("select callback from query.delivery_count", "order by callback");
    }

    private static Conditions ofOne(
            String customerId, String callback, DeliveryFilter filter, DeliveryPlace after, long before) {
        Conditions conditions = new Conditions()
                .and("customer_id = ?", customerId)
                .and("callback = ?", callback)
                .andIfGiven("sn = ?", filter.sn())
                .andIfGiven("recorded_at >= ?", filter.recordedFrom())
                .andIfGiven("recorded_at <= ?", filter.recordedTo())
                .and("position > ?", lastBefore(after, callback))
                .and("position < ?", before);
        @Nullable String punchId = filter.punchId();
        if (punchId != null) {
            addPunch(conditions, punchId);
        }
        @Nullable DeliveryStatus status = filter.status();
        if (status != null) {
            // One of our own words.
            conditions.and("status = '" + status.label() + "'");
        }
        if (filter.retrying()) {
            // One that was acknowledged at once, and is asked for again, has not failed.
            conditions.and("status = 'pending' and attempts > 0").and("(first_at is null or reason is not null)");
        }
        if (filter.attemptsMin() > 0) {
            conditions.and("attempts >= ?", filter.attemptsMin());
        }
        if (filter.attemptsMin() >= IN_INDEX_FROM_ATTEMPTS) {
            conditions.and("attempts > 1");
        }
        return conditions;
    }

    /** Of the punch at that place, the callbacks behind its callback are still to come. */
    private static long lastBefore(DeliveryPlace after, String callback) {
        @Nullable String behind = after.callback();
        return behind != null && callback.compareTo(behind) > 0 ? after.position() - 1 : after.position();
    }

    private static void addPunch(Conditions conditions, String punchId) {
        @Nullable UUID id = StoredId.read(punchId);
        if (id == null) {
            conditions.and("false");
        } else {
            conditions.and(
                    "punch_id in (select cast(? as uuid) union all"
                            + " select id from query.delivery_correction k where k.punch_id = ?)",
                    id,
                    id);
        }
    }
}
