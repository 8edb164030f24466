package io.punchgate.query.console.customer;

import io.punchgate.api.customer.CustomerQuery.FindCustomers;
import io.punchgate.api.customer.CustomerResult.Customers;
import io.punchgate.api.customer.CustomerResult.RegisteredCustomer;
import io.punchgate.api.delivery.DeliveryQuery.CountDeliveries;
import io.punchgate.api.delivery.DeliveryResult.DeliveryCounts;
import io.punchgate.api.presence.DevicePresence;
import io.punchgate.api.presence.PresenceQuery.FindPresence;
import io.punchgate.api.presence.PresenceResult.DevicesSeen;
import io.punchgate.query.console.page.HtmlView;
import io.punchgate.query.console.page.Link;
import io.punchgate.query.console.page.Pages;
import io.punchgate.query.console.page.Pages.Place;
import io.punchgate.query.console.page.Section;
import io.punchgate.query.listing.Queries;
import io.punchgate.runtime.access.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** All customers, for operators; without any, the first steps. */
@Controller
public final class CustomersPage {

    /** Customers of a page: each costs a few queries. */
    private static final int ROWS = 20;

    private static final int DEVICES_COUNTED_MAX = 1_000;

    private final Queries queries;
    private final Pages pages;

    CustomersPage(Queries queries, Pages pages) {
        this.queries = queries;
        this.pages = pages;
    }

    @GetMapping("/console/customers")
    View show(
            Caller.Operator operator,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "LIVE") Section to,
            HttpServletRequest request) {
        return list(request, to, after);
    }

    /** The customers, each with a link to its page of that section. */
    public HtmlView choose(HttpServletRequest request, Section section) {
        return list(request, section, "");
    }

    private HtmlView list(HttpServletRequest request, Section section, String after) {
        Customers found = queries.ask(new FindCustomers(after, ROWS), Customers.class);
        if (found.data().isEmpty() && after.isEmpty()) {
            Place start = new Place("First steps", section, null);
            return pages.page(request, start, "first-steps", Map.of());
        }
        List<CustomerLine> lines =
                found.data().stream().map(each -> line(each, section)).toList();
        Optional<String> more = found.hasMore()
                ? Optional.of(Link.to("/console/customers")
                        .with("to", section.name())
                        .with("after", lines.getLast().id())
                        .toString())
                : Optional.empty();
        return pages.page(
                request,
                new Place("Customers", section, null),
                "customers",
                Map.of("lines", lines, "more", more.orElse("")));
    }

    private CustomerLine line(RegisteredCustomer found, Section section) {
        String id = found.customer().id();
        List<DevicePresence> devices = queries.ask(new FindPresence(id, "", DEVICES_COUNTED_MAX), DevicesSeen.class)
                .data();
        DeliveryCounts counts = queries.ask(new CountDeliveries(id, null), DeliveryCounts.class);
        return new CustomerLine(
                id,
                found.customer().name(),
                Link.to(section.path()).with("customer", id).toString(),
                devices.stream().filter(DevicePresence::online).count(),
                devices.size(),
                counts.pending(),
                counts.parked(),
                found.callback() == null ? null : found.callback().state());
    }
}
