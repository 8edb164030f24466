package io.punchgate.query.audit.replay;

import io.punchgate.query.audit.Auditors;
import io.punchgate.query.audit.LoggedRecords;
import io.punchgate.runtime.access.Caller;
import io.punchgate.runtime.web.BodyFields;
import io.punchgate.runtime.web.Problem;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Auditors have the read models rebuilt from the events here, and compared; operators also put in place. Nothing is pushed again. */
@RestController
@RequestMapping("/api/audit/v1/replays")
class ReplayEndpoint {

    private static final String SWITCH = "switch";

    private final Replays replays;
    private final LoggedRecords log;

    ReplayEndpoint(Replays replays, LoggedRecords log) {
        this.replays = replays;
        this.log = log;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    Map<String, String> start(Caller caller, BodyFields fields) {
        @Nullable String customerId = Auditors.customerOf(caller);
        fields.only("sn", "until", SWITCH);
        @Nullable String sn = fields.textOrNull("sn", text -> !text.isBlank(), "must be text that is not blank");
        ReplayScope scope = new ReplayScope(sn, fields.instantOrNull("until"), customerId);
        boolean switching = Boolean.TRUE.equals(fields.flagOrNull(SWITCH));
        if (switching) {
            requireAll(scope);
        }
        // Read models are made of all events.
        log.requireKept(1);
        return Map.of("id", replays.start(scope, switching));
    }

    /** Tables take the place of others as a whole. */
    private static void requireAll(ReplayScope scope) {
        if (scope.customerId() != null) {
            throw new Problem(403, "forbidden", "Only operators may replace the read models.", SWITCH);
        }
        if (scope.sn() != null) {
            throw Problem.invalidField("sn", "Only read models that are rebuilt as a whole are switched to.");
        }
        if (scope.until() != null) {
            throw Problem.invalidField("until", "Only read models that are rebuilt to the end are switched to.");
        }
    }

    @GetMapping("/{id}")
    Replay.View get(Caller caller, @PathVariable String id) {
        return known(caller, id).view();
    }

    @DeleteMapping("/{id}")
    Replay.View cancel(Caller caller, @PathVariable String id) {
        replays.cancel(known(caller, id).id());
        return known(caller, id).view();
    }

    private Replay known(Caller caller, String id) {
        return replays.find(id, Auditors.customerOf(caller))
                .orElseThrow(() -> Problem.notFound("There is no replay of this id; only the latest are remembered."));
    }
}
