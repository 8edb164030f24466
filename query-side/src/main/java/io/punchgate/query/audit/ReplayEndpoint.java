package io.punchgate.query.audit;

import io.punchgate.runtime.access.Caller;
import io.punchgate.runtime.web.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Auditors have the read models rebuilt from the events here, and compared. Nothing is pushed again. */
@RestController
@RequestMapping("/api/audit/v1/replays")
class ReplayEndpoint {

    private final Replays replays;

    ReplayEndpoint(Replays replays) {
        this.replays = replays;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    Map<String, String> start(
            Caller caller, @RequestBody(required = false) @Nullable Map<String, @Nullable Object> body) {
        @Nullable String customerId = Auditors.customerOf(caller);
        Map<String, @Nullable Object> asked = body == null ? Map.of() : body;
        return Map.of(
                "id",
                replays.start(new ReplayScope(text(asked, "sn"), until(asked), customerId))
                        .id());
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

    private static @Nullable Instant until(Map<String, @Nullable Object> body) {
        @Nullable String text = text(body, "until");
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw Problem.invalidField("until", "until is an instant such as 2026-06-21T04:00:00Z.");
        }
    }

    private static @Nullable String text(Map<String, @Nullable Object> body, String key) {
        @Nullable Object value = body.get(key);
        if (value != null && !(value instanceof String given && !given.isBlank())) {
            throw Problem.invalidField(key, key + " is text.");
        }
        return (String) value;
    }
}
