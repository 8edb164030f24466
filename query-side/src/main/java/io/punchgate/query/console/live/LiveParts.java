package io.punchgate.query.console.live;

import io.punchgate.api.attendance.AttendanceResult.Punches;
import io.punchgate.query.console.page.Link;
import io.punchgate.query.console.page.Pages;
import io.punchgate.query.console.page.Section;
import io.punchgate.query.console.punch.PunchLine;
import io.punchgate.runtime.access.Caller;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes the parts of the live page that change. */
@Component
class LiveParts {

    private final LiveState state;
    private final Pages pages;

    LiveParts(LiveState state, Pages pages) {
        this.state = state;
        this.pages = pages;
    }

    /** A follower who has seen the punches up to that position. */
    Follower of(Caller caller, String customerId, long after) {
        return new Follower(customerId, caller instanceof Caller.Operator ? customerId : null, after);
    }

    /** Tells one page what is new. */
    final class Follower {

        private final String customerId;
        private final @Nullable String inLinks;
        private long position;

        private Follower(String customerId, @Nullable String inLinks, long after) {
            this.customerId = customerId;
            this.inLinks = inLinks;
            this.position = after;
        }

        void writePunches(EventWriter events) throws IOException {
            Punches found = state.since(customerId, position);
            position = found.endPosition();
            if (found.hasMore()) {
                // More than a page shows: only the newest are.
                found = state.newest(customerId);
                position = found.endPosition();
            } else {
                found = new Punches(found.data().reversed(), found.endPosition(), false);
            }
            if (found.data().isEmpty()) {
                return;
            }
            List<PunchLine> lines = found.data().stream()
                    .limit(LiveState.ROWS)
                    .map(punch -> PunchLine.of(punch, inLinks, pages.now()))
                    .toList();
            events.write(
                    "punches",
                    Long.toString(position),
                    pages.part("punch-rows", Map.of("punches", lines)).text());
        }

        void writeFigures(EventWriter events) throws IOException {
            LiveFigures figures =
                    state.figures(customerId, state.newest(customerId).data());
            Map<String, Object> values = Map.of(
                    "figures", figures, "devices", link(Section.DEVICES), "deliveries", link(Section.DELIVERIES));
            events.write("figures", null, pages.part("live-figures", values).text());
            events.write("behind", null, pages.lag().told());
        }

        private String link(Section section) {
            return Link.to(section.path()).with("customer", inLinks).toString();
        }
    }
}
