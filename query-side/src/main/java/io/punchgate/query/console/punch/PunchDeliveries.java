package io.punchgate.query.console.punch;

import io.punchgate.api.delivery.AttemptView;
import io.punchgate.api.delivery.DeliveryFilter;
import io.punchgate.api.delivery.DeliveryHistory;
import io.punchgate.api.delivery.DeliveryPlace;
import io.punchgate.api.delivery.DeliveryQuery.FindDeliveries;
import io.punchgate.api.delivery.DeliveryQuery.FindDelivery;
import io.punchgate.api.delivery.DeliveryResult.Deliveries;
import io.punchgate.query.console.page.Figures;
import io.punchgate.query.console.page.Moment;
import io.punchgate.query.console.punch.PunchDetails.Attempt;
import io.punchgate.query.console.punch.PunchDetails.Delivery;
import io.punchgate.query.listing.Queries;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells what became of the pushes of one punch. */
@Component
class PunchDeliveries {

    /** A customer has ten callbacks at most, and may have had more. */
    private static final int CALLBACKS_MAX = 20;

    private static final int ATTEMPTS_SHOWN = 10;
    private static final int EXCERPT_SHOWN_MAX = 500;

    private final Queries queries;

    PunchDeliveries(Queries queries) {
        this.queries = queries;
    }

    List<Delivery> of(String customerId, String punchId, Instant now) {
        DeliveryFilter ofPunch = new DeliveryFilter(null, null, null, punchId, false, 0, null, null);
        var wanted = new FindDeliveries(customerId, ofPunch, DeliveryPlace.behind(0), CALLBACKS_MAX);
        return queries.ask(wanted, Deliveries.class).data().stream()
                .flatMap(each -> queries.find(new FindDelivery(customerId, each.id()), DeliveryHistory.class).stream())
                .map(each -> delivery(each, now))
                .toList();
    }

    private static Delivery delivery(DeliveryHistory each, Instant now) {
        List<AttemptView> attempts = each.attempts();
        return new Delivery(
                each.callback() == null ? "no callback" : each.callback(),
                each.status(),
                each.operationId(),
                each.reason(),
                Moment.of(each.nextAttemptAt(), ZoneOffset.UTC, now),
                attempts.reversed().stream()
                        .limit(ATTEMPTS_SHOWN)
                        .map(attempt -> attempt(attempt, now))
                        .toList(),
                attempts.size());
    }

    private static Attempt attempt(AttemptView attempt, Instant now) {
        String outcome = attempt.statusCode() == null ? "no answer" : "answer " + attempt.statusCode();
        @Nullable String excerpt = attempt.excerpt();
        return new Attempt(
                Moment.at(attempt.at(), ZoneOffset.UTC, now),
                attempt.error() == null ? outcome : outcome + ": " + attempt.error(),
                attempt.latencyMs(),
                excerpt == null ? null : Figures.beginning(excerpt, EXCERPT_SHOWN_MAX));
    }
}
