package io.punchgate.query.device;

import io.punchgate.api.device.DeviceQuery.FindDevice;
import io.punchgate.api.device.DeviceQuery.FindDevices;
import io.punchgate.api.device.DeviceQuery.FindInstructions;
import io.punchgate.api.device.DeviceQuery.FindRejectedReports;
import io.punchgate.api.device.DeviceResult.Devices;
import io.punchgate.api.device.DeviceResult.InstructionView;
import io.punchgate.api.device.DeviceResult.Instructions;
import io.punchgate.api.device.DeviceResult.RegisteredDevice;
import io.punchgate.api.device.DeviceResult.RejectedReportView;
import io.punchgate.api.device.DeviceResult.RejectedReports;
import io.punchgate.api.device.DeviceView;
import io.punchgate.query.listing.Portion;
import io.punchgate.query.projection.ProjectionProgress;
import io.punchgate.runtime.person.PersonKey;
import io.punchgate.runtime.person.PersonKeys;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/** Answers operators' queries about devices. */
@Component
final class DeviceQueryHandler {

    /** Instructions and rejected reports shown of one device; the newest first. */
    private static final Limit NEWEST_MAX = Limit.of(DeviceProjection.REJECTED_KEPT_MAX);

    private static final String ERASED = "it named a person who was erased";

    private final DeviceEntries devices;
    private final InstructionEntries instructions;
    private final RejectedEntries rejected;
    private final DeviceProjection projection;
    private final ProjectionProgress progress;
    private final PersonKeys keys;

    DeviceQueryHandler(
            DeviceEntries devices,
            InstructionEntries instructions,
            RejectedEntries rejected,
            DeviceProjection projection,
            ProjectionProgress progress,
            PersonKeys keys) {
        this.keys = keys;
        this.devices = devices;
        this.instructions = instructions;
        this.rejected = rejected;
        this.projection = projection;
        this.progress = progress;
    }

    @QueryHandler
    Optional<RegisteredDevice> handle(FindDevice query) {
        return device(query.sn()).map(DeviceQueryHandler::view);
    }

    @QueryHandler
    Devices handle(FindDevices query) {
        progress.await(projection);
        Limit oneMore = Limit.of(query.limit() + 1);
        @Nullable String customerId = query.customerId();
        List<DeviceEntry> found = customerId == null
                ? devices.findBySnGreaterThanOrderBySn(query.afterSn(), oneMore)
                : devices.findByCustomerIdAndSnGreaterThanOrderBySn(customerId, query.afterSn(), oneMore);
        Portion<DeviceEntry> page = Portion.of(found, query.limit());
        return new Devices(page.map(DeviceQueryHandler::view), page.hasMore());
    }

    @QueryHandler
    Optional<Instructions> handle(FindInstructions query) {
        return device(query.sn()).map(device -> {
            List<InstructionEntry> found = instructions.findBySnOrderByPositionDesc(device.sn(), NEWEST_MAX);
            Map<UUID, PersonKey> opening = keysOf(found.stream().map(InstructionEntry::sealed));
            return new Instructions(
                    found.stream().map(each -> view(each, opening)).toList());
        });
    }

    @QueryHandler
    Optional<RejectedReports> handle(FindRejectedReports query) {
        return device(query.sn()).map(device -> {
            List<RejectedEntry> found = rejected.findBySnOrderByPositionDesc(device.sn(), NEWEST_MAX);
            Map<UUID, PersonKey> opening = keysOf(found.stream().map(RejectedEntry::sealed));
            return new RejectedReports(
                    found.stream().map(each -> view(each, opening)).toList());
        });
    }

    private Map<UUID, PersonKey> keysOf(Stream<SealedText> texts) {
        return keys.find(texts.flatMap(text -> Stream.ofNullable(text.person())).collect(Collectors.toSet()));
    }

    private Optional<DeviceEntry> device(String sn) {
        progress.await(projection);
        return devices.findById(sn);
    }

    private static RegisteredDevice view(DeviceEntry device) {
        return new RegisteredDevice(
                DeviceView.of(device.sn(), device.settings()), device.createdAt(), device.updatedAt());
    }

    private static InstructionView view(InstructionEntry instruction, Map<UUID, PersonKey> opening) {
        SealedText sealed = instruction.sealed();
        return new InstructionView(
                instruction.instructionId(),
                instruction.op(),
                instruction.state().name().toLowerCase(Locale.ROOT),
                sealed.isThere() ? sealed.text("result", opening) : instruction.result(),
                instruction.queuedAt());
    }

    private static RejectedReportView view(RejectedEntry report, Map<UUID, PersonKey> opening) {
        SealedText sealed = report.sealed();
        @Nullable String raw = sealed.isThere() ? sealed.text("raw", opening) : report.raw();
        @Nullable String reason = sealed.isThere() ? sealed.text("reason", opening) : report.reason();
        return new RejectedReportView(
                report.recordedAt(),
                report.transport(),
                Objects.requireNonNullElse(raw, ""),
                Objects.requireNonNullElse(reason, ERASED));
    }
}
