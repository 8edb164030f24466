package io.punchgate.query.console.device;

import io.punchgate.api.attendance.AttendanceQuery.FindNewestPunches;
import io.punchgate.api.attendance.AttendanceResult.Punches;
import io.punchgate.api.device.DeviceQuery.FindDevice;
import io.punchgate.api.device.DeviceQuery.FindInstructions;
import io.punchgate.api.device.DeviceQuery.FindRejectedReports;
import io.punchgate.api.device.DeviceResult.InstructionView;
import io.punchgate.api.device.DeviceResult.Instructions;
import io.punchgate.api.device.DeviceResult.RegisteredDevice;
import io.punchgate.api.device.DeviceResult.RejectedReportView;
import io.punchgate.api.device.DeviceResult.RejectedReports;
import io.punchgate.api.device.DeviceView;
import io.punchgate.api.device.Subscription;
import io.punchgate.api.presence.DevicePresence;
import io.punchgate.api.presence.PresenceQuery.FindPresence;
import io.punchgate.api.presence.PresenceResult.DevicesSeen;
import io.punchgate.query.console.customer.CustomerChoice;
import io.punchgate.query.console.device.DeviceDetails.Command;
import io.punchgate.query.console.device.DeviceDetails.Rejected;
import io.punchgate.query.console.page.Figures;
import io.punchgate.query.console.page.Moment;
import io.punchgate.query.console.page.Pages;
import io.punchgate.query.console.page.Pages.Place;
import io.punchgate.query.console.page.Section;
import io.punchgate.query.console.punch.PunchLine;
import io.punchgate.query.listing.Queries;
import io.punchgate.runtime.access.Caller;
import io.punchgate.runtime.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** Shows one device. */
@Controller
class DevicePage {

    private static final int ROWS = 20;
    private static final int RAW_SHOWN_MAX = 400;

    private final Queries queries;
    private final Pages pages;

    DevicePage(Queries queries, Pages pages) {
        this.queries = queries;
        this.pages = pages;
    }

    @GetMapping("/console/devices/{sn}")
    View show(
            Caller caller,
            @PathVariable String sn,
            @RequestParam(defaultValue = "") String done,
            HttpServletRequest request) {
        RegisteredDevice found = queries.find(new FindDevice(sn), RegisteredDevice.class)
                .filter(device -> CustomerChoice.maySee(caller, device.device().customerId()))
                .orElseThrow(() -> Problem.notFound("There is no device of this serial number."));
        DeviceView device = found.device();
        return pages.page(
                request,
                new Place(device.label(), Section.DEVICES, device.customerId()),
                "device",
                Map.of("device", details(caller, found), "done", Done.told(done)));
    }

    private DeviceDetails details(Caller caller, RegisteredDevice found) {
        DeviceView device = found.device();
        Instant now = pages.now();
        ZoneId zone = Moment.zone(device.timeZone());
        @Nullable DevicePresence seen = seen(device);
        List<RejectedReportView> rejected = queries.find(new FindRejectedReports(device.sn()), RejectedReports.class)
                .map(RejectedReports::data)
                .orElse(List.of());
        List<InstructionView> commands = queries.find(new FindInstructions(device.sn()), Instructions.class)
                .map(Instructions::data)
                .orElse(List.of());
        return new DeviceDetails(
                device.sn(),
                device.label(),
                device.customerId(),
                DevicesPage.state(device, seen),
                device.enabled(),
                seen == null ? null : Moment.of(seen.lastSeen(), zone, now),
                seen == null ? null : seen.transport(),
                device.timeZone(),
                device.serviceTagId(),
                device.offlineAfterSeconds(),
                told(device.subscription(), zone, now),
                opened(device),
                Moment.at(found.createdAt(), zone, now),
                rejected.stream()
                        .limit(ROWS)
                        .map(each -> rejected(each, zone, now))
                        .toList(),
                rejected.size() > ROWS,
                commands.stream()
                        .limit(ROWS)
                        .map(each -> command(each, zone, now))
                        .toList(),
                commands.size() > ROWS,
                punches(caller, device, now));
    }

    private List<PunchLine> punches(Caller caller, DeviceView device, Instant now) {
        @Nullable String inLinks = caller instanceof Caller.Operator ? device.customerId() : null;
        var newest = new FindNewestPunches(device.customerId(), device.sn(), ROWS);
        return queries.ask(newest, Punches.class).data().stream()
                .map(punch -> PunchLine.of(punch, inLinks, now))
                .toList();
    }

    /** The first of the list behind the text that comes just before its serial number: no such number holds a tilde. */
    private @Nullable DevicePresence seen(DeviceView device) {
        String sn = device.sn();
        int last = sn.length() - 1;
        String before = sn.substring(0, last) + (char) (sn.charAt(last) - 1) + "~";
        return queries.ask(new FindPresence(device.customerId(), before, 1), DevicesSeen.class).data().stream()
                .filter(each -> each.sn().equals(sn))
                .findFirst()
                .orElse(null);
    }

    private static Rejected rejected(RejectedReportView each, ZoneId zone, Instant now) {
        String shown = Figures.beginning(each.raw(), RAW_SHOWN_MAX);
        return new Rejected(
                Moment.at(each.recordedAt(), zone, now),
                each.transport(),
                each.reason(),
                shown,
                shown.length() < each.raw().length());
    }

    private static Command command(InstructionView each, ZoneId zone, Instant now) {
        @Nullable String result = each.result();
        return new Command(
                each.id(),
                each.op(),
                each.state(),
                Moment.at(each.queuedAt(), zone, now),
                result == null ? null : Figures.beginning(result, RAW_SHOWN_MAX));
    }

    private static @Nullable String told(@Nullable Subscription subscription, ZoneId zone, Instant now) {
        return subscription == null
                ? null
                : Moment.at(subscription.from(), zone, now).local() + " to "
                        + Moment.at(subscription.until(), zone, now).local();
    }

    private static String opened(DeviceView device) {
        return device.transportAuth().entrySet().stream()
                .filter(entry -> entry.getValue() != null && !entry.getValue().equals(List.of()))
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .collect(Collectors.joining(", "));
    }
}
