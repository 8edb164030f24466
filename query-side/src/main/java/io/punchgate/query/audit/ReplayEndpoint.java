package io.punchgate.query.audit;

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

/** Auditors have the read models rebuilt from the events here, and compared. Nothing is pushed again. */
@RestController
@RequestMapping("/api/audit/v1/replays")
class ReplayEndpoint {

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
        // Read models are made of all events.
        log.requireKept(1);
        fields.only("sn", "until");
        @Nullable String sn = fields.textOrNull("sn", text -> !text.isBlank(), "must be text that is not blank");
        ReplayScope scope = new ReplayScope(sn, fields.instantOrNull("until"), customerId);
        return Map.of("id", replays.start(scope).id());
    }

    @GetMapping("/{id}")
    Replay.View get(Caller caller, @PathVariable String id) {
        return known(caller, id).view();
    }

    @DeleteMapping("/{id}")
    Replay.View cancel(Caller caller, @PathVariable String id) {
        Replay replay = known(caller, id);
        replay.cancel();
        return replay.view();
    }

    private Replay known(Caller caller, String id) {
        @Nullable Replay replay = replays.find(id, Auditors.customerOf(caller));
        if (replay == null) {
            throw Problem.notFound("There is no replay of this id; only the latest are remembered.");
        }
        return replay;
    }
}
