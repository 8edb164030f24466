package io.punchgate.query.console.people;

import io.punchgate.api.attendance.AttendanceQuery.FindAttendance;
import io.punchgate.api.attendance.AttendanceQuery.FindPunchesByTime;
import io.punchgate.api.attendance.AttendanceResult.PunchesByTime;
import io.punchgate.api.attendance.AttendanceResult.WorkDays;
import io.punchgate.api.attendance.PunchFilter;
import io.punchgate.query.console.customer.CustomerChoice;
import io.punchgate.query.console.customer.CustomersPage;
import io.punchgate.query.console.page.HtmlView;
import io.punchgate.query.console.page.Pages;
import io.punchgate.query.console.page.Pages.Place;
import io.punchgate.query.console.page.Section;
import io.punchgate.query.console.punch.PunchLine;
import io.punchgate.query.listing.Queries;
import io.punchgate.runtime.access.Caller;
import io.punchgate.runtime.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** Shows a person's month: each day as a line of time, with its punches, pairs, corrections and open ends. */
@Controller
class PersonPage {

    /** More would make a page too heavy: nobody punches so often by hand. */
    private static final int PUNCHES_MAX = 250;

    private static final int HOURS_OF_DAY = 24;
    private static final int HOURS_MAX = 48;
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("MMMM yyyy", Locale.ENGLISH);

    private final Queries queries;
    private final CustomerChoice customers;
    private final CustomersPage all;
    private final Pages pages;

    PersonPage(Queries queries, CustomerChoice customers, CustomersPage all, Pages pages) {
        this.queries = queries;
        this.customers = customers;
        this.all = all;
        this.pages = pages;
    }

    /**
     * The month of a person.
     *
     * @param inParameter the user id where it cannot stand in a path
     */
    @GetMapping("/console/people/{user}")
    View show(
            Caller caller,
            @PathVariable String user,
            @RequestParam(name = "user_id", required = false) @Nullable String inParameter,
            @RequestParam(required = false) @Nullable String customer,
            @RequestParam(required = false) @Nullable String month,
            HttpServletRequest request) {
        String person = inParameter == null ? user : inParameter.strip();
        YearMonth wanted = month(month);
        return customers
                .of(
                        caller,
                        customer,
                        each -> !punches(each, person, wanted, 1).data().isEmpty())
                .map(chosen -> page(caller, chosen, person, wanted, request))
                .orElseGet(() -> all.choose(request, Section.PEOPLE));
    }

    private HtmlView page(
            Caller caller, String customerId, String person, YearMonth month, HttpServletRequest request) {
        @Nullable String inLinks = caller instanceof Caller.Operator ? customerId : null;
        PunchesByTime punches = punches(customerId, person, month, PUNCHES_MAX);
        var days = new FindAttendance(
                customerId, month.atDay(1), month.atEndOfMonth(), person, LocalTime.MIDNIGHT, null, HOURS_MAX);
        List<DayLine> lines = new MonthLines(
                        queries.ask(days, WorkDays.class).data(), punches.data(), inLinks, pages.now())
                .days(month, today());
        Month shown = new Month(
                person,
                NAME.format(month),
                PunchLine.person(person, month.minusMonths(1).toString(), inLinks),
                PunchLine.person(person, month.plusMonths(1).toString(), inLinks),
                hours(lines),
                lines.stream().mapToLong(DayLine::workedSeconds).sum(),
                lines.stream().filter(day -> day.openFrom() != null).count(),
                lines.stream().mapToLong(day -> day.punches().size()).sum(),
                punches.hasMore(),
                lines);
        return pages.page(request, new Place(person, Section.PEOPLE, customerId), "person", Map.of("month", shown));
    }

    /** With the day after the month, in which a shift may end. */
    private PunchesByTime punches(String customerId, String person, YearMonth month, int limit) {
        PunchFilter filter = new PunchFilter(
                person,
                null,
                null,
                null,
                null,
                null,
                month.atDay(1),
                month.atEndOfMonth().plusDays(1),
                null,
                null);
        return queries.ask(new FindPunchesByTime(customerId, filter, null, limit), PunchesByTime.class);
    }

    private YearMonth month(@Nullable String text) {
        try {
            return text == null ? YearMonth.from(today()) : YearMonth.parse(text);
        } catch (DateTimeException e) {
            throw Problem.invalidField("month", "The month must be like 2026-06.");
        }
    }

    /** Wherever the devices are: the day that has begun first. */
    private LocalDate today() {
        return LocalDate.ofInstant(pages.now(), ZoneOffset.MAX);
    }

    private static int hours(List<DayLine> lines) {
        int last = lines.stream()
                .flatMap(day -> Stream.concat(day.spans().stream().map(DayLine.Stretch::to), day.marks().stream()))
                .mapToInt(minute -> minute)
                .max()
                .orElse(0);
        int hours = Math.ceilDiv(last, Month.HOURS_STEP * 60) * Month.HOURS_STEP;
        return Math.clamp(hours, HOURS_OF_DAY, HOURS_MAX);
    }
}
