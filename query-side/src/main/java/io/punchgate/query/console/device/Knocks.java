package io.punchgate.query.console.device;

import io.punchgate.query.console.change.Answer;
import io.punchgate.query.console.change.Api;
import io.punchgate.query.console.page.Link;
import io.punchgate.query.console.page.Moment;
import io.punchgate.query.console.session.Session;
import io.punchgate.runtime.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The devices that were refused of late, which only the command side knows. */
@Component
class Knocks {

    private static final int ROWS = 20;

    private final Api api;

    Knocks(Api api) {
        this.api = api;
    }

    /** The newest; none where the command side is not known, or does not answer: the page shows what it can. */
    List<KnockLine> list(HttpServletRequest request, Instant now) {
        if (!api.canChange() || !(request.getAttribute(Session.ATTRIBUTE) instanceof Session session)) {
            return List.of();
        }
        Answer answer;
        try {
            answer = api.command(session, "GET", "/api/admin/v1/knocks", Map.of());
        } catch (Problem silent) {
            return List.of();
        }
        return answer.isGood()
                ? StreamSupport.stream(answer.body().path("data").spliterator(), false)
                        .limit(ROWS)
                        .map(knock -> line(knock, now))
                        .toList()
                : List.of();
    }

    private static KnockLine line(JsonNode knock, Instant now) {
        String sn = knock.path("sn").asString("");
        String reason = knock.path("reason").asString("");
        return new KnockLine(
                sn,
                knock.path("transport").asString(""),
                knock.path("address").asString(""),
                Moment.at(OffsetDateTime.parse(knock.path("last_at").asString()).toInstant(), ZoneOffset.UTC, now),
                knock.path("count").asLong(0),
                reason,
                reason.contains("unknown")
                        ? Link.to("/console/register").with("sn", sn).toString()
                        : "");
    }
}
