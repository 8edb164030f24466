package io.punchgate.query.delivery;

import io.punchgate.api.CallbackId;
import io.punchgate.api.delivery.CallbackState;
import io.punchgate.api.delivery.DeliveryId;
import io.punchgate.api.delivery.DeliveryPlace;
import io.punchgate.api.delivery.DeliveryStatus;
import io.punchgate.api.delivery.DeliveryView;
import io.punchgate.api.delivery.OperationId;
import io.punchgate.query.delivery.table.CallbackText;
import io.punchgate.runtime.sql.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;

/** Reads a row of {@code delivery} beside its callback, and the punch that it corrects: a pending one waits for what its callback waits for. */
final class DeliveryMapper implements RowMapper<ListedDelivery> {

    static final String COLUMNS = "d.*, c.state as callback_state, c.reason as callback_reason,"
            + " c.next_attempt_at as callback_next_attempt_at, k.punch_id as corrected";
    static final String JOINED =
            " left join query.callback_state c on c.customer_id = d.customer_id and c.callback = d.callback"
                    + " left join query.delivery_correction k on k.id = d.punch_id";

    /** The reason why a delivery waits, and the instant until which it does. */
    private record Waiting(
            @Nullable String reason, @Nullable Instant until) {}

    @Override
    public ListedDelivery mapRow(ResultSet row, int number) throws SQLException {
        Waiting waiting = waiting(row);
        String pushedId = row.getString("punch_id");
        @Nullable String corrected = row.getString("corrected");
        String callback = row.getString("callback");
        @Nullable String name = CallbackText.name(callback);
        String id =
                name == null ? pushedId : DeliveryId.of(pushedId, new CallbackId(row.getString("customer_id"), name));
        DeliveryView view = new DeliveryView(
                id,
                (corrected == null ? DeliveryView.Kind.PUNCH : DeliveryView.Kind.CORRECTION).label(),
                corrected == null ? pushedId : corrected,
                row.getString("sn"),
                name,
                OperationId.of(id),
                row.getString("status"),
                row.getInt("attempts"),
                waiting.until(),
                waiting.reason(),
                Timestamps.instant(row, "recorded_at"));
        return new ListedDelivery(new DeliveryPlace(row.getLong("position"), callback), view);
    }

    private static Waiting waiting(ResultSet row) throws SQLException {
        @Nullable String reason = row.getString("reason");
        @Nullable Instant until = Timestamps.instantOrNull(row, "next_attempt_at");
        @Nullable String callback = row.getString("callback_state");
        if (callback == null || !row.getString("status").equals(DeliveryStatus.PENDING.label())) {
            return new Waiting(reason, until);
        }
        @Nullable String callbackReason = row.getString("callback_reason");
        @Nullable Instant probe = Timestamps.instantOrNull(row, "callback_next_attempt_at");
        return switch (CallbackState.valueOf(callback.toUpperCase(Locale.ROOT))) {
            case OPEN -> new Waiting(reason, until);
            case PROBING -> new Waiting(reason == null ? callbackReason : reason, later(until, probe));
            case MISCONFIGURED -> new Waiting(callbackReason, later(until, probe));
            case PAUSED -> new Waiting(callbackReason, null);
        };
    }

    /** One request at a time goes out: a punch that is due waits for the callback's next attempt. */
    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isAfter(other) ? one : other;
    }
}
