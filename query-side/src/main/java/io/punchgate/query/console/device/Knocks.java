package io.punchgate.query.console.device;

import io.punchgate.api.knock.Knock;
import io.punchgate.query.console.page.Link;
import io.punchgate.query.console.page.Moment;
import io.punchgate.runtime.knock.KeptKnocks;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.stereotype.Component;

/** The devices that were refused of late, by any process. */
@Component
class Knocks {

    private static final int ROWS = 20;

    private final KeptKnocks kept;

    Knocks(KeptKnocks kept) {
        this.kept = kept;
    }

    /** The newest. */
    List<KnockLine> list(Instant now) {
        return kept.newest(ROWS).stream().map(knock -> line(knock, now)).toList();
    }

    private static KnockLine line(Knock knock, Instant now) {
        return new KnockLine(
                knock.sn(),
                knock.transport(),
                knock.address(),
                Moment.at(knock.lastAt(), ZoneOffset.UTC, now),
                knock.count(),
                knock.reason(),
                knock.reason().contains("unknown")
                        ? Link.to("/console/register").with("sn", knock.sn()).toString()
                        : "");
    }
}
