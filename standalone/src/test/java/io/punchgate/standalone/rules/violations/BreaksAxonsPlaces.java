package io.punchgate.standalone.rules.violations;

import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.web.bind.annotation.RestController;

/** Answers queries outside of the query side, by HTTP without the name for it, over a bus of its own. */
@RestController
class BreaksAxonsPlaces extends SimpleCommandBus {

    BreaksAxonsPlaces() {
        super(builder());
    }

    @QueryHandler
    String answer(Integer query) {
        return query.toString();
    }
}
