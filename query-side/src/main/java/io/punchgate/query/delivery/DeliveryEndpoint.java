package io.punchgate.query.delivery;

import io.punchgate.query.delivery.DeliveryView.AttemptView;
import io.punchgate.query.delivery.DeliveryView.Summary;
import io.punchgate.query.listing.Page;
import io.punchgate.query.listing.Parameters;
import io.punchgate.query.projection.ProjectionProgress;
import io.punchgate.runtime.access.Caller;
import io.punchgate.runtime.web.Problem;
import java.util.List;
import java.util.Set;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What became of pushes, for integrators. */
@RestController
class DeliveryEndpoint {

    private final Deliveries deliveries;
    private final Monitor monitor;
    private final DeliveryProjection projection;
    private final ProjectionProgress progress;

    DeliveryEndpoint(
            Deliveries deliveries, Monitor monitor, DeliveryProjection projection, ProjectionProgress progress) {
        this.deliveries = deliveries;
        this.monitor = monitor;
        this.projection = projection;
        this.progress = progress;
    }

    @GetMapping("/api/v1/deliveries")
    Page<DeliveryView<Integer>> list(Caller.KeyHolder caller, @RequestParam MultiValueMap<String, String> parameters) {
        Parameters query = new Parameters(parameters, Deliveries.PARAMETERS);
        progress.await(projection);
        return deliveries.page(caller.customerId(), query, progress.position(projection));
    }

    @GetMapping("/api/v1/deliveries/{id}")
    DeliveryView<List<AttemptView>> find(Caller.KeyHolder caller, @PathVariable String id) {
        progress.await(projection);
        return deliveries
                .find(caller.customerId(), id)
                .orElseThrow(() -> Problem.notFound("There is no such delivery."));
    }

    @GetMapping("/api/v1/deliveries/monitor")
    MonitorView monitor(Caller.KeyHolder caller, @RequestParam MultiValueMap<String, String> parameters) {
        Parameters query = new Parameters(parameters, Monitor.PARAMETERS);
        progress.await(projection);
        return monitor.of(caller.customerId(), query);
    }

    @GetMapping("/api/v1/deliveries/summary")
    Summary summary(Caller.KeyHolder caller, @RequestParam MultiValueMap<String, String> parameters) {
        new Parameters(parameters, Set.of());
        progress.await(projection);
        return deliveries.summary(caller.customerId());
    }
}
