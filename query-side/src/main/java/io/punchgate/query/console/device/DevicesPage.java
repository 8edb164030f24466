package io.punchgate.query.console.device;

import io.punchgate.api.device.DeviceQuery.FindDevices;
import io.punchgate.api.device.DeviceResult.Devices;
import io.punchgate.api.device.DeviceView;
import io.punchgate.api.presence.DevicePresence;
import io.punchgate.api.presence.PresenceQuery.FindPresence;
import io.punchgate.api.presence.PresenceResult.DevicesSeen;
import io.punchgate.query.console.customer.CustomerChoice;
import io.punchgate.query.console.page.Link;
import io.punchgate.query.console.page.Moment;
import io.punchgate.query.console.page.Pages;
import io.punchgate.query.console.page.Pages.Place;
import io.punchgate.query.console.page.Section;
import io.punchgate.query.listing.Queries;
import io.punchgate.runtime.access.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** Lists devices and when they were seen; for operators also who knocked in vain. */
@Controller
class DevicesPage {

    private static final int ROWS = 50;

    private final Queries queries;
    private final CustomerChoice customers;
    private final Knocks knocks;
    private final Pages pages;

    DevicesPage(Queries queries, CustomerChoice customers, Knocks knocks, Pages pages) {
        this.queries = queries;
        this.customers = customers;
        this.knocks = knocks;
        this.pages = pages;
    }

    /** An operator who has not chosen a customer sees the devices of all. */
    @GetMapping("/console/devices")
    View show(
            Caller caller,
            @RequestParam(required = false) @Nullable String customer,
            @RequestParam(defaultValue = "") String after,
            HttpServletRequest request) {
        @Nullable String customerId = customers.of(caller, customer).orElse(null);
        Devices found = queries.ask(new FindDevices(customerId, after, ROWS), Devices.class);
        List<DeviceView> devices =
                found.data().stream().map(each -> each.device()).toList();
        Map<String, DevicePresence> seen = seen(devices, after);
        List<DeviceLine> lines = devices.stream()
                .map(device -> line(device, seen.get(device.sn()), pages.now()))
                .toList();
        String more = found.hasMore()
                ? Link.to("/console/devices")
                        .with("customer", customer)
                        .with("after", lines.getLast().sn())
                        .toString()
                : "";
        Map<String, Object> values = new HashMap<>();
        values.put("lines", lines);
        values.put("more", more);
        values.put("all", customerId == null);
        values.put("knocks", caller instanceof Caller.Operator ? knocks.list(pages.now()) : List.of());
        return pages.page(request, new Place("Devices", Section.DEVICES, customerId), "devices", values);
    }

    /** Both lists are by serial number: the presence of a page's devices is within as many rows of each customer. */
    private Map<String, DevicePresence> seen(List<DeviceView> devices, String after) {
        Map<String, DevicePresence> seen = new HashMap<>();
        devices.stream()
                .map(DeviceView::customerId)
                .distinct()
                .map(customerId -> queries.ask(new FindPresence(customerId, after, ROWS), DevicesSeen.class))
                .forEach(found -> found.data().forEach(each -> seen.put(each.sn(), each)));
        return seen;
    }

    private static DeviceLine line(DeviceView device, @Nullable DevicePresence seen, Instant now) {
        return new DeviceLine(
                device.sn(),
                Link.to("/console/devices").segment(device.sn()).toString(),
                device.label(),
                device.customerId(),
                state(device, seen),
                seen == null ? null : Moment.of(seen.lastSeen(), Moment.zone(device.timeZone()), now),
                seen == null ? null : seen.transport());
    }

    static String state(DeviceView device, @Nullable DevicePresence seen) {
        if (!device.enabled()) {
            return "disabled";
        }
        return seen != null && seen.online() ? "online" : "offline";
    }
}
