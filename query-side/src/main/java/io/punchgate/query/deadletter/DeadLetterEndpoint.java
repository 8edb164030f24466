package io.punchgate.query.deadletter;

import io.punchgate.api.deadletter.SetAsideEvent;
import io.punchgate.query.listing.Cursor;
import io.punchgate.query.listing.Page;
import io.punchgate.query.listing.Parameters;
import io.punchgate.query.listing.Portion;
import io.punchgate.runtime.access.Caller;
import io.punchgate.runtime.log.deadletter.DeadLetters;
import java.util.Set;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Operators read here what was set aside, in the order in which it was. */
@RestController
@RequestMapping("/api/admin/v1/dead-letters")
class DeadLetterEndpoint {

    private static final String CURSOR = "dead-letters-1";
    private static final Set<String> PARAMETERS = Set.of("cursor", "limit");

    private final DeadLetters deadLetters;

    DeadLetterEndpoint(DeadLetters deadLetters) {
        this.deadLetters = deadLetters;
    }

    @GetMapping
    Page<SetAsideEvent> list(Caller.Operator operator, @RequestParam MultiValueMap<String, String> query) {
        Parameters parameters = new Parameters(query, PARAMETERS);
        long after = parameters.positionAfter(CURSOR);
        int limit = parameters.limit();
        Portion<SetAsideEvent> page = Portion.of(deadLetters.list(after, limit + 1), limit);
        long end = page.end(event -> Long.valueOf(event.id()), after);
        return new Page<>(page.rows(), Cursor.at(CURSOR, end).text(), page.hasMore());
    }
}
