package io.punchgate.query.delivery;

import io.punchgate.api.delivery.DeliveryFilter;
import io.punchgate.api.delivery.DeliveryHistory;
import io.punchgate.api.delivery.DeliveryQuery.CountDeliveries;
import io.punchgate.api.delivery.DeliveryQuery.FindDeliveries;
import io.punchgate.api.delivery.DeliveryQuery.FindDelivery;
import io.punchgate.api.delivery.DeliveryQuery.MonitorDeliveries;
import io.punchgate.api.delivery.DeliveryResult.Deliveries;
import io.punchgate.api.delivery.DeliveryResult.DeliveryCounts;
import io.punchgate.api.delivery.DeliveryResult.Monitor;
import io.punchgate.api.delivery.DeliveryView;
import io.punchgate.query.listing.Cursor;
import io.punchgate.query.listing.Page;
import io.punchgate.query.listing.Parameters;
import io.punchgate.query.listing.Queries;
import io.punchgate.runtime.access.Caller;
import io.punchgate.runtime.web.Problem;
import java.util.List;
import java.util.Set;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Integrators read here what became of pushes. */
@RestController
@RequestMapping("/api/v1/deliveries")
class DeliveryEndpoint {

    private static final Set<String> OF_MONITOR = Set.of("sn", "cursor", "limit");
    private static final String LIST = "deliveries-1";
    private static final String MONITOR = "monitor-1";

    private final Queries queries;

    DeliveryEndpoint(Queries queries) {
        this.queries = queries;
    }

    @GetMapping
    Page<DeliveryView> list(Caller.KeyHolder caller, @RequestParam MultiValueMap<String, String> query) {
        Parameters parameters = new Parameters(query, DeliveryFilterParameters.KNOWN);
        DeliveryFilter filter = DeliveryFilterParameters.read(parameters);
        var wanted =
                new FindDeliveries(caller.customerId(), filter, parameters.positionAfter(LIST), parameters.limit());
        Deliveries found = queries.ask(wanted, Deliveries.class);
        return Page.of(found, Cursor.at(LIST, found.endPosition()).text());
    }

    @GetMapping("/{id}")
    DeliveryHistory find(Caller.KeyHolder caller, @PathVariable String id) {
        return queries.find(new FindDelivery(caller.customerId(), id), DeliveryHistory.class)
                .orElseThrow(() -> Problem.notFound("There is no such delivery."));
    }

    @GetMapping("/monitor")
    MonitorPage monitor(Caller.KeyHolder caller, @RequestParam MultiValueMap<String, String> query) {
        Parameters parameters = new Parameters(query, OF_MONITOR);
        var wanted = new MonitorDeliveries(
                caller.customerId(), parameters.text("sn"), parameters.keyAfter(MONITOR), parameters.limit());
        Monitor found = queries.ask(wanted, Monitor.class);
        return MonitorPage.of(found, new Cursor(MONITOR, List.of(found.endSn())).text());
    }

    @GetMapping("/summary")
    DeliveryCounts summary(Caller.KeyHolder caller, @RequestParam MultiValueMap<String, String> query) {
        new Parameters(query, Set.of());
        return queries.ask(new CountDeliveries(caller.customerId()), DeliveryCounts.class);
    }
}
