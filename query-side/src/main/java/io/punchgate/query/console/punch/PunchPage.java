package io.punchgate.query.console.punch;

import io.punchgate.api.attendance.AttendanceQuery.FindAttendance;
import io.punchgate.api.attendance.AttendanceQuery.FindPunch;
import io.punchgate.api.attendance.AttendanceResult.FoundPunch;
import io.punchgate.api.attendance.AttendanceResult.WorkDays;
import io.punchgate.api.attendance.AttendanceView;
import io.punchgate.api.attendance.PunchView;
import io.punchgate.api.device.DeviceQuery.FindDevice;
import io.punchgate.api.device.DeviceResult.RegisteredDevice;
import io.punchgate.query.console.customer.CustomerChoice;
import io.punchgate.query.console.page.Figures;
import io.punchgate.query.console.page.HtmlView;
import io.punchgate.query.console.page.Pages;
import io.punchgate.query.console.page.Pages.Place;
import io.punchgate.query.console.punch.PunchDetails.Fact;
import io.punchgate.query.listing.Queries;
import io.punchgate.runtime.access.Caller;
import io.punchgate.runtime.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** Shows one punch from the request to the proof. */
@Controller
class PunchPage {

    private static final int DAYS = 2;
    private static final String ERASED = "erased with the person";

    private final Queries queries;
    private final CustomerChoice customers;
    private final PunchEvents events;
    private final PunchDeliveries deliveries;
    private final Pages pages;

    PunchPage(Queries queries, CustomerChoice customers, PunchEvents events, PunchDeliveries deliveries, Pages pages) {
        this.queries = queries;
        this.customers = customers;
        this.events = events;
        this.deliveries = deliveries;
        this.pages = pages;
    }

    @GetMapping("/console/punches/{id}")
    View show(
            Caller caller,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String customer,
            HttpServletRequest request) {
        return customers
                .of(caller, customer, each -> find(each, id) != null)
                .map(chosen -> page(caller, chosen, id, request))
                .orElseThrow(PunchPage::unknown);
    }

    private HtmlView page(Caller caller, String customerId, String id, HttpServletRequest request) {
        @Nullable PunchView punch = find(customerId, id);
        if (punch == null) {
            throw unknown();
        }
        @Nullable String inLinks = caller instanceof Caller.Operator ? customerId : null;
        Instant now = pages.now();
        PunchLine line = PunchLine.of(punch, inLinks, now);
        PunchDetails.@Nullable Event event = events.of(customerId, punch, now);
        PunchDetails details = new PunchDetails(
                line,
                id,
                label(punch),
                received(punch),
                understood(punch),
                event,
                day(customerId, punch),
                line.personLink(),
                deliveries.of(customerId, id, now),
                events.proof(caller, event));
        return pages.page(
                request, new Place("Punch of " + line.person(), null, customerId), "punch", Map.of("punch", details));
    }

    private @Nullable PunchView find(String customerId, String id) {
        return queries.find(new FindPunch(customerId, id), FoundPunch.class)
                .map(FoundPunch::punch)
                .orElse(null);
    }

    private String label(PunchView punch) {
        return queries.find(new FindDevice(punch.sn()), RegisteredDevice.class)
                .map(found -> found.device().label())
                .orElse(punch.sn());
    }

    private static List<Fact> received(PunchView punch) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("user_id", Objects.requireNonNullElse(punch.userId(), ERASED)));
        facts.add(new Fact("att_time", Objects.requireNonNullElse(punch.attTimeRaw(), ERASED)));
        facts.add(new Fact("att_state", Objects.requireNonNullElse(punch.stateRaw(), "not sent")));
        facts.add(new Fact("input_type", Objects.requireNonNullElse(punch.inputRaw(), "not sent")));
        if (punch.location() != null) {
            facts.add(new Fact(
                    "location", punch.location().lat() + ", " + punch.location().lng()));
        }
        if (punch.temperature() != null) {
            facts.add(new Fact("temperature", punch.temperature().toString()));
        }
        if (punch.faceMask() != null) {
            facts.add(new Fact("face_mask", punch.faceMask().toString()));
        }
        return facts;
    }

    private static List<Fact> understood(PunchView punch) {
        return List.of(
                new Fact("Time", punch.time().toString()),
                new Fact("At the device", punch.localTime().replace('T', ' ') + " " + punch.offset()),
                new Fact("Type", punch.type() == null ? "none" : punch.type().name()),
                new Fact("By", punch.inputType().name()),
                new Fact("Over", punch.transport()),
                new Fact("Recorded", punch.recordedAt().toString()),
                new Fact("Clock", punch.clockSuspect() ? "suspect: the time is far from when it came" : "plausible"));
    }

    /** The day of work that came about by the punch; a shift may have begun on the date before. */
    private @Nullable String day(String customerId, PunchView punch) {
        if (punch.erased()) {
            return "Whose day it belongs to was erased with the person.";
        }
        LocalDate date = ValidPunch.of(punch).clock().toLocalDate();
        var wanted =
                new FindAttendance(customerId, date.minusDays(1), date, punch.userId(), LocalTime.MIDNIGHT, null, DAYS);
        return queries.ask(wanted, WorkDays.class).data().stream()
                .filter(day -> day.punchIds().contains(punch.id()))
                .findFirst()
                .map(PunchPage::told)
                .orElse(null);
    }

    private static String told(AttendanceView day) {
        long closed = day.intervals().stream()
                .filter(interval -> interval.out() != null)
                .count();
        return day.date() + ": " + Figures.hours(day.workedSeconds()) + " worked in "
                + Figures.count(closed, "stretch", "stretches") + ", "
                + Figures.count(day.punches(), "punch", "punches") + (day.open() ? ", an in has no out" : "");
    }

    private static Problem unknown() {
        return Problem.notFound("There is no such punch.");
    }
}
