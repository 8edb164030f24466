package io.punchgate.query.console.live;

import io.punchgate.api.attendance.AttendanceResult.Punches;
import io.punchgate.query.console.customer.CustomerChoice;
import io.punchgate.query.console.customer.CustomersPage;
import io.punchgate.query.console.page.HtmlView;
import io.punchgate.query.console.page.Link;
import io.punchgate.query.console.page.Pages;
import io.punchgate.query.console.page.Pages.Place;
import io.punchgate.query.console.page.Section;
import io.punchgate.query.console.punch.PunchLine;
import io.punchgate.runtime.access.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** Shows punches as they come, the pace, the devices that are online, and what waits. */
@Controller
class LivePage {

    private final CustomerChoice customers;
    private final CustomersPage all;
    private final LiveState state;
    private final Pages pages;

    LivePage(CustomerChoice customers, CustomersPage all, LiveState state, Pages pages) {
        this.customers = customers;
        this.all = all;
        this.state = state;
        this.pages = pages;
    }

    @GetMapping({"/console", "/console/"})
    View show(Caller caller, @RequestParam(required = false) @Nullable String customer, HttpServletRequest request) {
        return customers
                .of(caller, customer)
                .map(chosen -> page(caller, chosen, request))
                .orElseGet(() -> all.choose(request, Section.LIVE));
    }

    private HtmlView page(Caller caller, String customerId, HttpServletRequest request) {
        Punches newest = state.newest(customerId);
        @Nullable String inLinks = caller instanceof Caller.Operator ? customerId : null;
        List<PunchLine> lines = newest.data().stream()
                .limit(LiveState.ROWS)
                .map(punch -> PunchLine.of(punch, inLinks, pages.now()))
                .toList();
        String from = Link.to("/console/live")
                .with("customer", inLinks)
                .with("after", Long.toString(newest.endPosition()))
                .toString();
        return pages.page(
                request,
                new Place("Live", Section.LIVE, customerId),
                "live",
                Map.of(
                        "figures",
                        state.figures(customerId, newest.data()),
                        "punches",
                        lines,
                        "from",
                        from,
                        "position",
                        Long.toString(newest.endPosition())));
    }
}
