package io.punchgate.query.console.delivery;

import io.punchgate.api.customer.CustomerQuery.FindCallbacks;
import io.punchgate.api.customer.CustomerResult.CallbackView;
import io.punchgate.api.customer.CustomerResult.Callbacks;
import io.punchgate.api.delivery.AttemptView;
import io.punchgate.api.delivery.DeliveryQuery.MonitorDeliveries;
import io.punchgate.api.delivery.DeliveryResult.CallbackFigures;
import io.punchgate.api.delivery.DeliveryResult.Figures;
import io.punchgate.api.delivery.DeliveryResult.Monitor;
import io.punchgate.query.console.page.Link;
import io.punchgate.query.console.page.Moment;
import io.punchgate.query.console.page.Pages;
import io.punchgate.query.listing.Queries;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells how a customer's callbacks fare. */
@Component
class CallbackCards {

    private final Queries queries;
    private final Pages pages;

    CallbackCards(Queries queries, Pages pages) {
        this.queries = queries;
        this.pages = pages;
    }

    /**
     * A card for each callback, and one for the punches that none wanted.
     *
     * @param operatorsChoice the customer where an operator looks, who also sees addresses and buttons; or null
     */
    List<CallbackCard> of(String customerId, @Nullable String operatorsChoice) {
        Map<String, String> urls = operatorsChoice == null ? Map.of() : urls(customerId);
        return queries.ask(new MonitorDeliveries(customerId, null, null, "", "", 1), Monitor.class).callbacks().stream()
                .map(each -> card(each, urls, operatorsChoice))
                .toList();
    }

    private Map<String, String> urls(String customerId) {
        return queries
                .find(new FindCallbacks(customerId), Callbacks.class)
                .map(Callbacks::data)
                .orElse(List.of())
                .stream()
                .collect(Collectors.toMap(CallbackView::name, CallbackView::url));
    }

    private CallbackCard card(CallbackFigures each, Map<String, String> urls, @Nullable String operatorsChoice) {
        Figures figures = each.figures();
        Instant now = pages.now();
        @Nullable String name = each.callback();
        @Nullable AttemptView last = figures.lastRequest();
        Function<@Nullable Instant, @Nullable Moment> shown = at -> Moment.of(at, ZoneOffset.UTC, now);
        boolean buttons = operatorsChoice != null && name != null && each.state() != null;
        return new CallbackCard(
                name,
                name == null ? null : urls.get(name),
                each.state(),
                each.reason(),
                shown.apply(each.degradedSince()),
                each.degradedReason(),
                figures.delivered(),
                figures.pending(),
                figures.parked(),
                figures.never(),
                shown.apply(figures.nextAttemptAt()),
                last == null ? null : shown.apply(last.at()),
                last == null ? null : told(last),
                figures.meanLatencyMs(),
                buttons && name != null
                        ? Link.to("/console/deliveries/callbacks").segment(name).toString()
                        : "");
    }

    static String told(AttemptView attempt) {
        String what = attempt.statusCode() == null
                ? attempt.error() == null ? "no answer" : attempt.error()
                : "answer " + attempt.statusCode() + (attempt.error() == null ? "" : ", " + attempt.error());
        return what + ", " + attempt.latencyMs() + " ms";
    }
}
