package io.punchgate.query.stream.event;

import io.punchgate.api.attendance.AttendanceQuery.FindPunch;
import io.punchgate.api.attendance.AttendanceResult.FoundPunch;
import io.punchgate.api.delivery.DeliveryHistory;
import io.punchgate.api.delivery.DeliveryQuery.FindDelivery;
import io.punchgate.query.listing.Queries;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Looks up what an event does not tell itself, and no recent one did. */
public final class History {

    private final Queries queries;
    private final JdbcClient jdbc;

    public History(Queries queries, JdbcClient jdbc) {
        this.queries = queries;
        this.jdbc = jdbc;
    }

    /** The punch that a correction is of; empty: the id is no correction's. */
    Optional<String> correctedBy(String correctionId) {
        return jdbc.sql("select punch_id from query.delivery_correction where id = cast(? as uuid)")
                .param(correctionId)
                .query(String.class)
                .optional();
    }

    /** The user of a punch; null: there is no such punch any more, or the person was erased. */
    @Nullable
    String userOf(String customerId, String punchId) {
        return queries.find(new FindPunch(customerId, punchId), FoundPunch.class)
                .map(found -> found.punch().userId())
                .orElse(null);
    }

    /** The number of attempts of a delivery that began at a time or before. */
    int attemptsUntil(String customerId, String deliveryId, Instant at) {
        return queries.find(new FindDelivery(customerId, deliveryId), DeliveryHistory.class)
                .map(found -> (int) found.attempts().stream()
                        .filter(attempt -> !attempt.at().isAfter(at))
                        .count())
                .orElse(0);
    }
}
