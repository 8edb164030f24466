package io.punchgate.query.device;

import io.punchgate.query.listing.Listing;
import io.punchgate.query.projection.ProjectionProgress;
import io.punchgate.runtime.access.Caller;
import io.punchgate.runtime.web.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Operators read devices here. Each answer knows everything that was acknowledged before it was asked for. */
@RestController
@RequestMapping("/api/admin/v1/devices")
class DeviceEndpoint {

    /** Instructions and rejected records shown of one device; the newest first. */
    private static final Limit RECENT_MAX = Limit.of(DeviceProjection.REJECTED_KEPT_MAX);

    private final DeviceEntries devices;
    private final InstructionEntries instructions;
    private final RejectedEntries rejected;
    private final DeviceProjection projection;
    private final ProjectionProgress progress;

    DeviceEndpoint(
            DeviceEntries devices,
            InstructionEntries instructions,
            RejectedEntries rejected,
            DeviceProjection projection,
            ProjectionProgress progress) {
        this.devices = devices;
        this.instructions = instructions;
        this.rejected = rejected;
        this.projection = projection;
        this.progress = progress;
    }

    @GetMapping
    Listing<DeviceView> list(
            Caller.Operator operator,
            @RequestParam(name = "customer_id", required = false) @Nullable String customerId,
            @RequestParam(defaultValue = "") String cursor,
            @RequestParam(defaultValue = "" + Listing.LIMIT_DEFAULT) int limit) {
        Limit asked = Listing.oneMoreThan(limit);
        progress.await(projection);
        List<DeviceEntry> found = customerId == null
                ? devices.findBySnGreaterThanOrderBySn(cursor, asked)
                : devices.findByCustomerIdAndSnGreaterThanOrderBySn(customerId, cursor, asked);
        return Listing.of(
                found, limit, page -> page.stream().map(DeviceView::of).toList(), DeviceEntry::sn);
    }

    @GetMapping("/{sn}")
    DeviceView get(Caller.Operator operator, @PathVariable String sn) {
        return DeviceView.of(known(sn));
    }

    @GetMapping("/{sn}/commands")
    Recent<InstructionView> instructions(Caller.Operator operator, @PathVariable String sn) {
        known(sn);
        return new Recent<>(instructions.findBySnOrderByPositionDesc(sn, RECENT_MAX).stream()
                .map(InstructionView::of)
                .toList());
    }

    @GetMapping("/{sn}/rejected")
    Recent<RejectedView> rejected(Caller.Operator operator, @PathVariable String sn) {
        known(sn);
        return new Recent<>(rejected.findBySnOrderByPositionDesc(sn, RECENT_MAX).stream()
                .map(RejectedView::of)
                .toList());
    }

    private DeviceEntry known(String sn) {
        progress.await(projection);
        return devices.findById(sn).orElseThrow(() -> Problem.notFound("There is no device of this serial number."));
    }

    /** The newest of something, newest first. */
    record Recent<T>(List<T> data) {}
}
