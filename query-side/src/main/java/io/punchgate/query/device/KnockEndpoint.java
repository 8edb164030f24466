package io.punchgate.query.device;

import io.punchgate.api.knock.Knock;
import io.punchgate.query.listing.Page;
import io.punchgate.query.listing.Parameters;
import io.punchgate.query.listing.Portion;
import io.punchgate.runtime.access.Caller;
import io.punchgate.runtime.knock.KeptKnocks;
import io.punchgate.runtime.knock.Knocks;
import java.util.Set;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Operators read here who was lately refused as a device, newest first. */
@RestController
class KnockEndpoint {

    private final KeptKnocks knocks;

    KnockEndpoint(KeptKnocks knocks) {
        this.knocks = knocks;
    }

    /** All that are kept, as they are no more than a page holds. */
    @GetMapping("/api/admin/v1/knocks")
    Page<Knock> list(Caller.Operator operator, @RequestParam MultiValueMap<String, String> query) {
        int limit = new Parameters(query, Set.of("limit")).number("limit", Knocks.KEPT_MAX, 1, Parameters.LIMIT_MAX);
        Portion<Knock> page = Portion.of(knocks.newest(limit + 1), limit);
        return new Page<>(page.rows(), null, page.hasMore());
    }
}
