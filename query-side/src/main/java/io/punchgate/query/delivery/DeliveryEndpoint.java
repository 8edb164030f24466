package io.punchgate.query.delivery;

import io.punchgate.api.delivery.DeliveryFilter;
import io.punchgate.api.delivery.DeliveryHistory;
import io.punchgate.api.delivery.DeliveryPlace;
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
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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

    private static final Set<String> OF_SUMMARY = Set.of("callback");
    private static final Set<String> OF_MONITOR = Set.of("callback", "sn", "cursor", "limit");
    /** Behind a punch with all its deliveries; the only kind while a punch had but one. */
    private static final String BEHIND_PUNCH = "deliveries-1";
    /** Behind one delivery of a punch. */
    private static final String BEHIND_DELIVERY = "deliveries-2";

    private static final Map<String, Integer> LIST = Map.of(BEHIND_PUNCH, 1, BEHIND_DELIVERY, 2);
    private static final String MONITOR = "monitor-2";

    private final Queries queries;

    DeliveryEndpoint(Queries queries) {
        this.queries = queries;
    }

    @GetMapping
    Page<DeliveryView> list(Caller.KeyHolder caller, @RequestParam MultiValueMap<String, String> query) {
        Parameters parameters = new Parameters(query, DeliveryFilterParameters.KNOWN);
        DeliveryFilter filter = DeliveryFilterParameters.read(parameters);
        var wanted = new FindDeliveries(caller.customerId(), filter, after(parameters), parameters.limit());
        Deliveries found = queries.ask(wanted, Deliveries.class);
        return Page.of(found, cursor(found.end()).text());
    }

    private static DeliveryPlace after(Parameters parameters) {
        @Nullable Cursor cursor = parameters.cursor(LIST);
        if (cursor == null) {
            return DeliveryPlace.behind(0);
        }
        return new DeliveryPlace(
                cursor.number(0),
                cursor.kind().equals(BEHIND_DELIVERY) ? cursor.parts().get(1) : null);
    }

    private static Cursor cursor(DeliveryPlace end) {
        @Nullable String callback = end.callback();
        return callback == null
                ? Cursor.at(BEHIND_PUNCH, end.position())
                : new Cursor(BEHIND_DELIVERY, List.of(Long.toString(end.position()), callback));
    }

    @GetMapping("/{id}")
    DeliveryHistory find(Caller.KeyHolder caller, @PathVariable String id) {
        return queries.find(new FindDelivery(caller.customerId(), id), DeliveryHistory.class)
                .orElseThrow(() -> Problem.notFound("There is no such delivery."));
    }

    @GetMapping("/monitor")
    MonitorPage monitor(Caller.KeyHolder caller, @RequestParam MultiValueMap<String, String> query) {
        Parameters parameters = new Parameters(query, OF_MONITOR);
        @Nullable Cursor cursor = parameters.cursor(MONITOR, 2);
        var wanted = new MonitorDeliveries(
                caller.customerId(),
                DeliveryFilterParameters.callback(parameters),
                parameters.text("sn"),
                cursor == null ? "" : cursor.parts().getFirst(),
                cursor == null ? "" : cursor.parts().getLast(),
                parameters.limit());
        Monitor found = queries.ask(wanted, Monitor.class);
        return MonitorPage.of(found, new Cursor(MONITOR, List.of(found.endCallback(), found.endSn())).text());
    }

    @GetMapping("/summary")
    DeliveryCounts summary(Caller.KeyHolder caller, @RequestParam MultiValueMap<String, String> query) {
        Parameters parameters = new Parameters(query, OF_SUMMARY);
        return queries.ask(
                new CountDeliveries(caller.customerId(), DeliveryFilterParameters.callback(parameters)),
                DeliveryCounts.class);
    }
}
