package io.punchgate.query;

import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.api.device.InputType;
import io.punchgate.api.device.PunchType;
import io.punchgate.api.device.PushedEvent.CorrectedTime;
import io.punchgate.api.device.PushedEvent.PunchCorrected;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Punches for tests, of one customer's device. */
public record TestPunches(String customerId, String sn, String transport) {

    /** The time at which all of them were recorded. */
    public static final Instant RECORDED_AT = Instant.parse("2026-06-21T04:00:01.250Z");

    private static final AtomicInteger COUNT = new AtomicInteger();

    /** A correction of the punch: to that type, or to that time with its offset; void if neither is given. */
    public static PunchCorrected correction(PunchRecorded punch, @Nullable PunchType type, @Nullable String time) {
        @Nullable OffsetDateTime at = time == null ? null : OffsetDateTime.parse(time);
        return new PunchCorrected(
                TestEvents.id("correction-" + punch.punchId() + "-" + COUNT.incrementAndGet()),
                punch.sn(),
                punch.customerId(),
                punch.punchId(),
                punch.userId(),
                punch.pushedType(),
                type == null && at == null,
                type,
                at == null
                        ? null
                        : new CorrectedTime(
                                at.toInstant(),
                                at.toLocalDateTime(),
                                at.getOffset().getId()),
                "forgot",
                "payroll (k1)",
                RECORDED_AT,
                null,
                null);
    }

    /** The user of a punch of nobody who was erased. */
    public static String user(PunchRecorded punch) {
        return Objects.requireNonNull(punch.userId());
    }

    /** A punch of that user at that wall clock with its offset, such as {@code 2026-06-21T09:30:00+05:30}. */
    public PunchRecorded punch(String user, String time, @Nullable PunchType type) {
        OffsetDateTime at = OffsetDateTime.parse(time);
        return new PunchRecorded(
                TestEvents.id("punch-" + customerId + "-" + COUNT.incrementAndGet()),
                sn,
                customerId,
                "Main Gate",
                user,
                at.toInstant(),
                at.toLocalDateTime(),
                at.getOffset().getId(),
                time,
                type,
                type == null ? PunchType.CheckIn : null,
                null,
                InputType.Others,
                "99",
                null,
                null,
                null,
                transport,
                RECORDED_AT,
                false,
                null,
                null);
    }
}
