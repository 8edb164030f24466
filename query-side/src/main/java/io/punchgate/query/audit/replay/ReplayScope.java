package io.punchgate.query.audit.replay;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The scope of a replay. It compares only rows that the replayed events determine alone:
 *
 * <ul>
 *   <li>of one device: its punches and their corrections, its presence, its deliveries and their attempts, its settings,
 *       instructions and rejected records;
 *   <li>until an instant: punches and corrections, because later events change all other rows;
 *   <li>of one customer: the rows that name it, and those of its devices and deliveries. All events are replayed nevertheless,
 *       because a device may have moved.
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
    private static final String ATTEMPTS = "delivery_attempt";
    private static final Set<String> OF_ONE_DEVICE = Set.of(
            "punch",
            "punch_correction",
            "device_presence",
            "device_earlier",
            "device_departure",
            "delivery",
            ATTEMPTS,
            "registry_device",
            "registry_command",
            "registry_rejected");

    /**
     * A condition of the rows that are compared, for both sides.
     *
     * @param sql with one parameter
     */
    record Condition(String sql, String value) {}

    /** Tells whether any of a projection's tables may be compared, so that it is worth building. */
    boolean concerns(List<String> tables) {
        return until == null || tables.stream().anyMatch(NEVER_CHANGED::contains);
    }

    /** Tells whether the events of this scope determine the table's rows, as far as {@link #conditions} select them. */
    boolean determines(String table, Set<String> columns) {
        return (until == null || NEVER_CHANGED.contains(table))
                && (sn == null || OF_ONE_DEVICE.contains(table))
                && (customerId == null || columns.contains(customerColumn(table)) || isOfAnother(table, columns));
    }

    /** Attempts are of a delivery, and what names no customer is of a device. */
    private static boolean isOfAnother(String table, Set<String> columns) {
        return table.equals(ATTEMPTS) || columns.contains("sn");
    }

    /**
     * The conditions of the rows of a table that are compared.
     *
     * @param schema of the rebuilt tables, which tell whose a device or a delivery is
     */
    List<Condition> conditions(String table, Set<String> columns, String schema) {
        List<Condition> conditions = new ArrayList<>();
        if (sn != null) {
            conditions.add(new Condition(table.equals(ATTEMPTS) ? ofDelivery(schema, "sn") : "sn = ?", sn));
        }
        if (customerId != null) {
            conditions.add(new Condition(ofCustomer(table, columns, schema), customerId));
        }
        return conditions;
    }

    private static String ofCustomer(String table, Set<String> columns, String schema) {
        if (columns.contains(customerColumn(table))) {
            return customerColumn(table) + " = ?";
        }
        return table.equals(ATTEMPTS)
                ? ofDelivery(schema, "customer_id")
                : "sn in (select sn from " + schema + ".registry_device where customer_id = ?)";
    }

    private static String ofDelivery(String schema, String column) {
        return "punch_id in (select punch_id from " + schema + ".delivery where " + column + " = ?)";
    }

    private static String customerColumn(String table) {
        return table.equals(CUSTOMERS) ? "id" : "customer_id";
    }
}
