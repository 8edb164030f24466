package io.punchgate.query.console.delivery;

import io.punchgate.api.customer.Role;
import io.punchgate.api.delivery.DeliveryQuery.FindDeliveries;
import io.punchgate.api.delivery.DeliveryResult.Deliveries;
import io.punchgate.api.delivery.DeliveryView;
import io.punchgate.query.console.customer.CustomerChoice;
import io.punchgate.query.console.customer.CustomersPage;
import io.punchgate.query.console.page.HtmlView;
import io.punchgate.query.console.page.Link;
import io.punchgate.query.console.page.Moment;
import io.punchgate.query.console.page.Pages;
import io.punchgate.query.console.page.Pages.Place;
import io.punchgate.query.console.page.Section;
import io.punchgate.query.console.punch.PunchLine;
import io.punchgate.query.listing.Queries;
import io.punchgate.runtime.access.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** Shows what waits to be pushed, why, and until when, by callback; and what became of the rest. */
@Controller
class DeliveriesPage {

    private static final int ROWS = 50;

    private final Queries queries;
    private final CustomerChoice customers;
    private final CustomersPage all;
    private final CallbackCards callbacks;
    private final Pages pages;

    DeliveriesPage(Queries queries, CustomerChoice customers, CustomersPage all, CallbackCards callbacks, Pages pages) {
        this.queries = queries;
        this.customers = customers;
        this.all = all;
        this.callbacks = callbacks;
        this.pages = pages;
    }

    @GetMapping("/console/deliveries")
    View show(Caller caller, @RequestParam Map<String, String> parameters, HttpServletRequest request) {
        return customers
                .of(caller, parameters.get("customer"))
                .map(chosen -> page(caller, chosen, parameters, request))
                .orElseGet(() -> all.choose(request, Section.DELIVERIES));
    }

    private HtmlView page(
            Caller caller, String customerId, Map<String, String> parameters, HttpServletRequest request) {
        @Nullable String inLinks = caller instanceof Caller.Operator ? customerId : null;
        Wanted wanted = wanted(parameters::get);
        Deliveries found =
                queries.ask(new FindDeliveries(customerId, wanted.filter(), wanted.after(), ROWS), Deliveries.class);
        boolean manager = caller instanceof Caller.KeyHolder holder && holder.role() == Role.MANAGER;
        Map<String, Object> values = new HashMap<>();
        List<CallbackCard> cards = callbacks.of(customerId, inLinks);
        values.put("callbacks", cards);
        values.put("wanted", wanted);
        values.put("manager", manager);
        values.put(
                "lines",
                found.data().stream()
                        .map(each -> line(each, cards, inLinks, manager))
                        .toList());
        values.put("more", found.hasMore() ? wanted.next(found.end(), inLinks) : "");
        values.put("done", Done.told(parameters.getOrDefault("done", ""), parameters.getOrDefault("count", "")));
        return pages.page(request, new Place("Deliveries", Section.DELIVERIES, customerId), "deliveries", values);
    }

    static Wanted wanted(Function<String, @Nullable String> field) {
        return new Wanted(
                Objects.requireNonNullElse(field.apply("status"), "pending"),
                field.apply("callback"),
                field.apply("sn"),
                field.apply("cursor"));
    }

    private DeliveryLine line(DeliveryView each, List<CallbackCard> cards, @Nullable String inLinks, boolean manager) {
        boolean again = manager && List.of("parked", "never", "delivered").contains(each.status());
        return new DeliveryLine(
                each.id(),
                PunchLine.link(each.punchId(), inLinks),
                each.sn(),
                each.callback() == null ? "none" : each.callback(),
                each.status(),
                each.attempts(),
                Moment.of(each.nextAttemptAt(), ZoneOffset.UTC, pages.now()),
                Waiting.why(each, cards),
                Moment.at(each.recordedAt(), ZoneOffset.UTC, pages.now()),
                again
                        ? Link.to("/console/deliveries")
                                .segment(each.id())
                                .segment("redeliver")
                                .toString()
                        : "");
    }
}
