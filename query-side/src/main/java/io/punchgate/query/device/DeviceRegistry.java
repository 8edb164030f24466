package io.punchgate.query.device;

import io.punchgate.api.DomainEvent;
import io.punchgate.api.device.DeviceEvent.AdmsPathRotated;
import io.punchgate.api.device.DeviceEvent.AuthTokenRotated;
import io.punchgate.api.device.DeviceEvent.CallbackTokenRotated;
import io.punchgate.api.device.DeviceEvent.DeviceChanged;
import io.punchgate.api.device.DeviceEvent.DeviceRegistered;
import io.punchgate.api.device.DeviceEvent.InstructionAnswered;
import io.punchgate.api.device.DeviceEvent.InstructionQueued;
import io.punchgate.api.device.DeviceEvent.InstructionSent;
import io.punchgate.api.device.DeviceEvent.ReportRejected;
import io.punchgate.runtime.sql.StorableText;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Writes devices, the instructions for them, and their records that could not be read. */
@Component
public class DeviceRegistry {

    /** Rejected records kept of one device; older ones are still in the event log. */
    public static final int REJECTED_KEPT_MAX = 1_000;

    public static final Set<Class<? extends DomainEvent>> HANDLED = Set.of(
            DeviceRegistered.class,
            DeviceChanged.class,
            AuthTokenRotated.class,
            CallbackTokenRotated.class,
            AdmsPathRotated.class,
            InstructionQueued.class,
            InstructionSent.class,
            InstructionAnswered.class,
            ReportRejected.class);

    private final DeviceEntries devices;
    private final InstructionEntries instructions;
    private final RejectedEntries rejected;

    DeviceRegistry(DeviceEntries devices, InstructionEntries instructions, RejectedEntries rejected) {
        this.devices = devices;
        this.instructions = instructions;
        this.rejected = rejected;
    }

    /** Writes one of {@link #HANDLED}; other events are of no concern. */
    public void on(DomainEvent event, long position) {
        switch (event) {
            case DeviceRegistered e -> devices.save(new DeviceEntry(e.sn(), e.settings(), e.at()));
            case DeviceChanged e -> change(e.sn(), entry -> entry.change(e.settings(), e.at()));
            case AuthTokenRotated e -> change(e.sn(), entry -> entry.touch(e.at()));
            case CallbackTokenRotated e -> change(e.sn(), entry -> entry.touch(e.at()));
            case AdmsPathRotated e -> change(e.sn(), entry -> entry.touch(e.at()));
            case InstructionQueued e ->
                instructions.save(new InstructionEntry(position, e.sn(), e.commandId(), e.op(), e.data(), e.at()));
            case InstructionSent e -> changeInstruction(e.sn(), e.commandId(), InstructionEntry::sent);
            case InstructionAnswered e ->
                changeInstruction(e.sn(), e.commandId(), entry -> entry.answered(e.done(), e.result()));
            case ReportRejected e -> keep(e, position);
            default -> {}
        }
    }

    private void keep(ReportRejected e, long position) {
        rejected.save(new RejectedEntry(position, e.sn(), e.at(), e.transport(), StorableText.of(e.raw()), e.reason()));
    }

    /** Forgets the older ones of the devices of which these events, of a whole batch, tell rejected records. */
    public void forgetOldRejected(Stream<DomainEvent> events) {
        events.filter(ReportRejected.class::isInstance)
                .map(event -> ((ReportRejected) event).sn())
                .distinct()
                .forEach(sn -> rejected.forgetOld(sn, REJECTED_KEPT_MAX));
    }

    private void change(String sn, Consumer<DeviceEntry> change) {
        devices.findById(sn).ifPresent(change);
    }

    private void changeInstruction(String sn, String instructionId, Consumer<InstructionEntry> change) {
        instructions
                .findFirstBySnAndInstructionIdOrderByPositionDesc(sn, instructionId)
                .ifPresent(change);
    }
}
