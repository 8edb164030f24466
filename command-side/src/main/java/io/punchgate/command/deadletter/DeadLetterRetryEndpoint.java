package io.punchgate.command.deadletter;

import io.punchgate.runtime.access.Caller;
import io.punchgate.runtime.log.deadletter.DeadLetters;
import io.punchgate.runtime.web.BodyFields;
import io.punchgate.runtime.web.Problem;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Operators have an event handled again here: the processor that set it aside does so within a second or two. */
@RestController
@RequestMapping("/api/admin/v1/dead-letters")
class DeadLetterRetryEndpoint {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    private final DeadLetters deadLetters;

    DeadLetterRetryEndpoint(DeadLetters deadLetters) {
        this.deadLetters = deadLetters;
    }

    @PostMapping("/{id}/retry")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Map<String, String> retry(Caller.Operator operator, @PathVariable String id, BodyFields fields) {
        fields.only();
        if (!NUMBER.matcher(id).matches() || !deadLetters.retry(Long.parseLong(id))) {
            throw Problem.notFound("Nothing of this id is set aside.");
        }
        return Map.of("id", id);
    }
}
