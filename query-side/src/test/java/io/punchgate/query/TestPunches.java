package io.punchgate.query;

import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.api.device.InputType;
import io.punchgate.api.device.PunchType;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Punches for tests, of one customer's device. */
public record TestPunches(String customerId, String sn, String transport) {

    /** The time at which all of them were recorded. */
    public static final Instant RECORDED_AT = Instant.parse("2026-06-21T04:00:01.250Z");

    private static final AtomicInteger COUNT = new AtomicInteger();

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
                false);
    }
}
