package io.punchgate.query.audit;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The scope of a replay. It compares only rows that the replayed events determine alone:
 *
 * <ul>
 *   <li>of one device: its punches and their corrections, its presence, its deliveries, its settings, instructions and rejected records;
 *   <li>until an instant: punches and corrections, because later events change all other rows;
 *   <li>of one customer: the rows that name it. All events are replayed nevertheless, because a device may have moved.
 * </ul>
 *
 * @param sn the only device; null: all
 * @param until events recorded later are left out; null: none are
 * @param customerId the only customer; null: all
 */
record ReplayScope(
        @Nullable String sn,
        @Nullable Instant until,
        @Nullable String customerId) {

    private static final Set<String> NEVER_CHANGED = Set.of("punch", "punch_correction");
    private static final String CUSTOMERS = "registry_customer";
    private static final Set<String> OF_ONE_DEVICE = Set.of(
            "punch",
            "punch_correction",
            "device_presence",
            "delivery",
            "registry_device",
            "registry_command",
            "registry_rejected");

    /** Tells whether any of a projection's tables may be compared, so that it is worth building. */
    boolean concerns(List<String> tables) {
        return until == null || tables.stream().anyMatch(NEVER_CHANGED::contains);
    }

    /** Tells whether the events of this scope determine the table's rows, as far as {@link #rows} selects them. */
    boolean determines(String table, Set<String> columns) {
        return (until == null || NEVER_CHANGED.contains(table))
                && (sn == null || OF_ONE_DEVICE.contains(table))
                && (customerId == null || columns.contains(customerColumn(table)));
    }

    /** The values by which the rows of a table that are compared are selected, by column. */
    Map<String, String> rows(String table) {
        Map<String, String> values = new LinkedHashMap<>();
        if (sn != null) {
            values.put("sn", sn);
        }
        if (customerId != null) {
            values.put(customerColumn(table), customerId);
        }
        return values;
    }

    private static String customerColumn(String table) {
        return table.equals(CUSTOMERS) ? "id" : "customer_id";
    }
}
