package io.punchgate.query.audit.scrub;

import io.punchgate.api.CallbackId;
import io.punchgate.api.audit.ScrubView.Kind;
import io.punchgate.api.delivery.DeliveryId;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Names rows as clients know them: by the id of a punch or a delivery, any other by its table and key. */
record RowNames(JdbcClient jdbc, TableCheck tables) {

    private static final String CUSTOMER_OF_DEVICE = """
            select coalesce(
                (select customer_id from pg_temp.registry_device where sn = ?),
                (select customer_id from query.registry_device where sn = ?))
            """;

    private static final String CUSTOMER_OF_DELIVERY = """
            select coalesce(
                (select customer_id from pg_temp.delivery where punch_id = cast(? as uuid) limit 1),
                (select customer_id from query.delivery where punch_id = cast(? as uuid) limit 1))
            """;

    FoundFault fault(RowDifference row) {
        return new FoundFault(Kind.READ_MODEL, place(row), customer(row), row.table(), row.position());
    }

    private String place(RowDifference row) {
        return switch (row.table()) {
            case "punch" -> text(row, "id");
            case "punch_correction" -> text(row, "punch_id");
            case "delivery", "delivery_attempt" -> deliveryId(text(row, "punch_id"), text(row, "callback"));
            default -> row.table() + " " + key(row);
        };
    }

    /** The column of the callback is empty for the default one, and a dot where there is none. */
    private static String deliveryId(String punchId, String callback) {
        boolean named = !callback.isEmpty() && !callback.equals(".");
        return named ? DeliveryId.of(punchId, new CallbackId("", callback)) : punchId;
    }

    /** A column that may not be null. */
    private static String text(RowDifference row, String column) {
        return Objects.requireNonNullElse(row.text(column), "");
    }

    private String key(RowDifference row) {
        List<String> key = tables.key(row.table());
        return key.stream().map(column -> text(row, column)).collect(Collectors.joining("/"));
    }

    private @Nullable String customer(RowDifference row) {
        if (row.table().equals("registry_customer")) {
            return row.text("id");
        }
        @Nullable String named = row.text("customer_id");
        if (named != null) {
            return named;
        }
        @Nullable String sn = row.text("sn");
        return sn != null ? find(CUSTOMER_OF_DEVICE, sn) : find(CUSTOMER_OF_DELIVERY, text(row, "punch_id"));
    }

    private @Nullable String find(String sql, String value) {
        return jdbc.sql(sql)
                .params(value, value)
                .query((row, number) -> row.getString(1))
                .list()
                .getFirst();
    }
}
