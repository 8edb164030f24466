package io.punchgate.query.attendance.punch;

import io.punchgate.query.listing.Page;
import io.punchgate.query.listing.Parameters;
import io.punchgate.query.projection.ProjectionProgress;
import io.punchgate.runtime.access.Caller;
import io.punchgate.runtime.web.Problem;
import java.util.Set;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Punches, for integrators. */
@RestController
class PunchEndpoint {

    private final PunchLists punches;
    private final PunchProjection projection;
    private final ProjectionProgress progress;

    PunchEndpoint(PunchLists punches, PunchProjection projection, ProjectionProgress progress) {
        this.punches = punches;
        this.projection = projection;
        this.progress = progress;
    }

    @GetMapping("/api/v1/punches")
    Page<PunchView> list(Caller.KeyHolder caller, @RequestParam MultiValueMap<String, String> parameters) {
        Parameters query = new Parameters(parameters, PunchQuery.PARAMETERS);
        boolean byTime = "time".equals(query.oneOf("order", Set.of("recorded", "time")));
        progress.await(projection);
        return byTime
                ? punches.byTime(caller.customerId(), query)
                : punches.recorded(caller.customerId(), query, progress.position(projection));
    }

    @GetMapping("/api/v1/punches/{id}")
    PunchView find(Caller.KeyHolder caller, @PathVariable String id) {
        progress.await(projection);
        return punches.find(caller.customerId(), id).orElseThrow(() -> Problem.notFound("There is no such punch."));
    }
}
