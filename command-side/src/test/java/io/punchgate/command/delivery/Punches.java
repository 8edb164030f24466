package io.punchgate.command.delivery;

import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.api.device.InputType;
import io.punchgate.api.device.PunchType;
import io.punchgate.api.device.PushedEvent.CorrectedTime;
import io.punchgate.api.device.PushedEvent.PunchCorrected;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Punches for tests, all of one device and second. */
public final class Punches {

    private Punches() {}

    public static PunchRecorded plain(String punchId) {
        return punch(punchId, "SN7A2300583", PunchType.CheckIn, null, null, null);
    }

    public static PunchRecorded of(String punchId, String sn) {
        return punch(punchId, sn, PunchType.CheckIn, null, null, null);
    }

    public static PunchRecorded of(String punchId, String sn, PunchType type) {
        return punch(punchId, sn, type, null, null, null);
    }

    /** A punch of a device whose label has so many characters. */
    public static PunchRecorded labelled(String punchId, String sn, int characters) {
        return labelled(punchId, sn, PunchType.CheckIn, null, "x".repeat(characters), null, null);
    }

    public static PunchRecorded withFever(String punchId, double celsius, boolean mask) {
        return punch(punchId, "SN7A2300583", PunchType.CheckIn, null, celsius, mask);
    }

    public static PunchRecorded untyped(String punchId) {
        return punch(punchId, "SN7A2300583", null, PunchType.CheckOut, null, null);
    }

    /** A punch of a person whose key has that id. */
    public static PunchRecorded ofPerson(String punchId, String sn, UUID person) {
        PunchRecorded punch = of(punchId, sn);
        return new PunchRecorded(
                punchId,
                sn,
                punch.customerId(),
                punch.label(),
                "user of " + person,
                punch.time(),
                punch.localTime(),
                punch.offset(),
                punch.attTimeRaw(),
                punch.type(),
                null,
                punch.stateRaw(),
                punch.inputType(),
                punch.inputRaw(),
                null,
                null,
                null,
                punch.transport(),
                punch.recordedAt(),
                false,
                person,
                null);
    }

    /** The correction of a punch to that type. */
    public static PunchCorrected correction(String correctionId, PunchRecorded punch, PunchType type) {
        return new PunchCorrected(
                correctionId,
                punch.sn(),
                punch.customerId(),
                punch.punchId(),
                punch.userId(),
                punch.pushedType(),
                false,
                type,
                new CorrectedTime(
                        Instant.parse("2026-06-21T12:30:00Z"), LocalDateTime.parse("2026-06-21T18:00:00"), "+05:30"),
                "forgot",
                "payroll (k1)",
                Instant.parse("2026-06-21T13:00:00Z"),
                null,
                null);
    }

    private static PunchRecorded punch(
            String punchId,
            String sn,
            @Nullable PunchType type,
            @Nullable PunchType assumed,
            @Nullable Double temperature,
            @Nullable Boolean mask) {
        return labelled(punchId, sn, type, assumed, "Main Gate", temperature, mask);
    }

    private static PunchRecorded labelled(
            String punchId,
            String sn,
            @Nullable PunchType type,
            @Nullable PunchType assumed,
            String label,
            @Nullable Double temperature,
            @Nullable Boolean mask) {
        return new PunchRecorded(
                punchId,
                sn,
                "acme",
                label,
                "1001",
                Instant.parse("2026-06-21T04:00:00Z"),
                LocalDateTime.parse("2026-06-21T09:30:00"),
                "+05:30",
                "2026-06-21 09:30:00",
                type,
                assumed,
                "1",
                InputType.Others,
                "50",
                null,
                temperature,
                mask,
                "http",
                Instant.parse("2026-06-21T04:00:00.500Z"),
                false,
                null,
                null);
    }
}
