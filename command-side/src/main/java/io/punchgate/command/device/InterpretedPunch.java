package io.punchgate.command.device;

import io.punchgate.api.device.CodeTable;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.api.device.DeviceReport.RecordPunch;
import io.punchgate.api.device.DeviceSettings;
import io.punchgate.api.device.PunchType;
import io.punchgate.api.device.ReportedPunch;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A reported punch, interpreted by the device's settings: its event, and the identity that it shares with its repeats.
 */
record InterpretedPunch(PunchRecorded event, PunchIdentity identity) {

    static InterpretedPunch interpret(RecordPunch report, DeviceSettings settings) {
        ReportedPunch punch = report.punch();
        PunchClock clock = PunchClock.read(punch.wallClock(), punch.offset(), ZoneId.of(settings.timeZone()));
        CodeTable codes = punch.codes().of(settings);
        @Nullable PunchType type = codes.type(punch.state());
        String kind = type == null ? "raw:" + codes.distinctive(punch.state()) : type.name();
        return new InterpretedPunch(
                event(report, settings, clock, codes, type),
                PunchIdentity.of(report.sn(), punch.userId(), clock, kind));
    }

    private static PunchRecorded event(
            RecordPunch report, DeviceSettings settings, PunchClock clock, CodeTable codes, @Nullable PunchType type) {
        ReportedPunch punch = report.punch();
        Instant recordedAt = report.receivedAt().truncatedTo(ChronoUnit.MILLIS);
        return new PunchRecorded(
                report.punchId(),
                report.sn(),
                settings.customerId(),
                settings.label(),
                punch.userId(),
                clock.instant(),
                clock.wallTime(),
                clock.offset().getId(),
                punch.attTimeRaw(),
                type,
                type == null ? settings.defaultType() : null,
                punch.state(),
                codes.input(punch.input()),
                punch.input(),
                punch.location(),
                punch.temperature(),
                punch.faceMask(),
                report.transport().label(),
                recordedAt,
                clock.isSuspectAt(recordedAt),
                null,
                null);
    }
}
