package io.punchgate.command.device;

import io.punchgate.api.WrittenTime;
import io.punchgate.api.device.DeviceCommand.CorrectPunch;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.api.device.DeviceSettings;
import io.punchgate.api.device.PushedEvent.CorrectedTime;
import io.punchgate.api.device.PushedEvent.PunchCorrected;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Interprets a correction of a punch by the device's settings: a time without an offset is one in the device's zone. */
final class PunchCorrection {

    private PunchCorrection() {}

    static PunchCorrected of(CorrectPunch command, DeviceSettings settings) {
        PunchRecorded punch = command.punch();
        return new PunchCorrected(
                command.correctionId(),
                punch.sn(),
                punch.customerId(),
                punch.punchId(),
                punch.userId(),
                punch.pushedType(),
                command.voided(),
                command.type(),
                time(command.time(), ZoneId.of(settings.timeZone())),
                command.reason(),
                command.by(),
                command.at().truncatedTo(ChronoUnit.MILLIS),
                punch.person(),
                null);
    }

    private static @Nullable CorrectedTime time(@Nullable WrittenTime written, ZoneId zone) {
        if (written == null) {
            return null;
        }
        PunchClock clock = PunchClock.read(written.wallClock(), written.offset(), zone);
        return new CorrectedTime(
                clock.instant(), clock.wallTime(), clock.offset().getId());
    }
}
