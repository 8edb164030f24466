package io.punchgate.query.device;

import io.punchgate.api.Query;
import io.punchgate.api.device.DeviceQuery.FindDevice;
import io.punchgate.api.device.DeviceQuery.FindDevices;
import io.punchgate.api.device.DeviceQuery.FindInstructions;
import io.punchgate.api.device.DeviceQuery.FindRejectedReports;
import io.punchgate.api.device.DeviceResult.Devices;
import io.punchgate.api.device.DeviceResult.Instructions;
import io.punchgate.api.device.DeviceResult.RegisteredDevice;
import io.punchgate.api.device.DeviceResult.RejectedReports;
import io.punchgate.query.listing.Cursor;
import io.punchgate.query.listing.Page;
import io.punchgate.query.listing.Parameters;
import io.punchgate.query.listing.Queries;
import io.punchgate.runtime.access.Caller;
import io.punchgate.runtime.web.Problem;
import java.util.List;
import java.util.Set;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Operators read devices here. Each answer knows everything that was acknowledged before it was asked for. */
@RestController
@RequestMapping("/api/admin/v1/devices")
class DeviceEndpoint {

    private static final Set<String> PARAMETERS = Set.of("customer_id", "cursor", "limit");

    private static final String CURSOR = "devices-1";

    private final Queries queries;

    DeviceEndpoint(Queries queries) {
        this.queries = queries;
    }

    @GetMapping
    Page<RegisteredDevice> list(Caller.Operator operator, @RequestParam MultiValueMap<String, String> query) {
        Parameters parameters = new Parameters(query, PARAMETERS);
        String after = parameters.keyAfter(CURSOR);
        var wanted = new FindDevices(parameters.text("customer_id"), after, parameters.limit());
        Devices found = queries.ask(wanted, Devices.class);
        return Page.of(
                found,
                found.hasMore()
                        ? new Cursor(
                                        CURSOR,
                                        List.of(found.data().getLast().device().sn()))
                                .text()
                        : null);
    }

    @GetMapping("/{sn}")
    RegisteredDevice get(Caller.Operator operator, @PathVariable String sn) {
        return known(new FindDevice(sn), RegisteredDevice.class);
    }

    @GetMapping("/{sn}/commands")
    Instructions instructions(Caller.Operator operator, @PathVariable String sn) {
        return known(new FindInstructions(sn), Instructions.class);
    }

    @GetMapping("/{sn}/rejected")
    RejectedReports rejected(Caller.Operator operator, @PathVariable String sn) {
        return known(new FindRejectedReports(sn), RejectedReports.class);
    }

    private <R> R known(Query<R> query, Class<R> reply) {
        return queries.find(query, reply)
                .orElseThrow(() -> Problem.notFound("There is no device of this serial number."));
    }
}
