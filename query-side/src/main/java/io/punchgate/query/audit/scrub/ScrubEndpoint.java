package io.punchgate.query.audit.scrub;

import io.punchgate.api.audit.ScrubView;
import io.punchgate.api.audit.ScrubbedStore;
import io.punchgate.query.audit.Auditors;
import io.punchgate.runtime.access.Caller;
import io.punchgate.runtime.web.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** Tells auditors what was changed behind our back; operators ask for a pass here. */
@RestController
@RequestMapping("/api/audit/v1/scrub")
class ScrubEndpoint {

    private final ScrubbedStore scrubbed;
    private final ScrubTable state;

    ScrubEndpoint(ScrubbedStore scrubbed, ScrubParts parts) {
        this.scrubbed = scrubbed;
        this.state = parts.state();
    }

    @GetMapping
    View get(Caller caller) {
        ScrubView view = scrubbed.scrubbed(Auditors.customerOf(caller));
        return new View(
                view.passes(),
                view.position(),
                view.of(),
                view.lastPassSeconds(),
                view.lastPassAt(),
                view.faults().stream().map(FaultView::of).toList());
    }

    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    Map<String, Long> start(Caller caller) {
        return switch (caller) {
            case Caller.Operator operator -> Map.of("pass", state.request());
            case Caller.KeyHolder key -> throw Problem.forbidden("Only operators may ask for a pass.");
        };
    }

    /** The scrubber as clients read it. */
    @JsonNaming(SnakeCaseStrategy.class)
    record View(
            long passes,
            long position,
            long of,
            @Nullable Double lastPassSeconds,
            @Nullable Instant lastPassAt,
            List<FaultView> faults) {}

    /** A fault as clients read it. */
    @JsonNaming(SnakeCaseStrategy.class)
    record FaultView(
            String kind,
            String where,
            Instant foundAt,
            @Nullable Instant mendedAt) {

        static FaultView of(ScrubView.Fault fault) {
            return new FaultView(FaultTable.label(fault.kind()), fault.where(), fault.foundAt(), fault.mendedAt());
        }
    }
}
