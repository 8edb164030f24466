package io.punchgate.query.console.people;

import io.punchgate.api.attendance.AttendanceQuery.FindPeopleIn;
import io.punchgate.api.attendance.AttendanceResult.PeopleIn;
import io.punchgate.api.attendance.PersonView;
import io.punchgate.query.console.customer.CustomerChoice;
import io.punchgate.query.console.customer.CustomersPage;
import io.punchgate.query.console.page.HtmlView;
import io.punchgate.query.console.page.Link;
import io.punchgate.query.console.page.Moment;
import io.punchgate.query.console.page.Pages;
import io.punchgate.query.console.page.Pages.Place;
import io.punchgate.query.console.page.Section;
import io.punchgate.query.console.punch.PunchLine;
import io.punchgate.query.listing.Queries;
import io.punchgate.query.listing.StoredId;
import io.punchgate.runtime.access.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;

/** Shows who is in, and finds a person. */
@Controller
class PeoplePage {

    private static final int ROWS = 100;

    private final Queries queries;
    private final CustomerChoice customers;
    private final CustomersPage all;
    private final Pages pages;

    PeoplePage(Queries queries, CustomerChoice customers, CustomersPage all, Pages pages) {
        this.queries = queries;
        this.customers = customers;
        this.all = all;
        this.pages = pages;
    }

    @GetMapping("/console/people")
    View show(
            Caller caller,
            @RequestParam(required = false) @Nullable String customer,
            @RequestParam(defaultValue = "") String find,
            @RequestParam(required = false) @Nullable String after,
            HttpServletRequest request) {
        if (!find.isBlank()) {
            RedirectView person = new RedirectView(PunchLine.person(find.strip(), null, customer));
            person.setStatusCode(HttpStatus.SEE_OTHER);
            return person;
        }
        return customers
                .of(caller, customer)
                .map(chosen -> page(caller, chosen, after == null ? null : StoredId.read(after), request))
                .orElseGet(() -> all.choose(request, Section.PEOPLE));
    }

    private HtmlView page(Caller caller, String customerId, @Nullable UUID after, HttpServletRequest request) {
        @Nullable String inLinks = caller instanceof Caller.Operator ? customerId : null;
        PeopleIn found = queries.ask(new FindPeopleIn(customerId, after, ROWS), PeopleIn.class);
        List<PersonLine> lines = found.data().stream()
                .map(person -> line(person, inLinks))
                .sorted(Comparator.comparing(PersonLine::person))
                .toList();
        @Nullable UUID end = found.end();
        String more = found.hasMore() && end != null
                ? Link.to("/console/people")
                        .with("customer", inLinks)
                        .with("after", end.toString())
                        .toString()
                : "";
        return pages.page(
                request,
                new Place("People", Section.PEOPLE, customerId),
                "people",
                Map.of("lines", lines, "more", more));
    }

    private PersonLine line(PersonView person, @Nullable String inLinks) {
        @Nullable String user = person.userId();
        return new PersonLine(
                user == null ? PunchLine.ERASED : user,
                user == null ? null : PunchLine.person(user, null, inLinks),
                Moment.at(person.since(), ZoneOffset.UTC, pages.now()),
                person.sn(),
                Link.to("/console/devices").segment(person.sn()).toString());
    }
}
