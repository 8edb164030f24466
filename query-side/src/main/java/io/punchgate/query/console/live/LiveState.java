package io.punchgate.query.console.live;

import io.punchgate.api.attendance.AttendanceQuery.FindNewestPunches;
import io.punchgate.api.attendance.AttendanceQuery.FindPunches;
import io.punchgate.api.attendance.AttendanceResult.Punches;
import io.punchgate.api.attendance.PunchFilter;
import io.punchgate.api.attendance.PunchView;
import io.punchgate.api.delivery.DeliveryQuery.MonitorDeliveries;
import io.punchgate.api.delivery.DeliveryResult.Figures;
import io.punchgate.api.delivery.DeliveryResult.Monitor;
import io.punchgate.api.presence.DevicePresence;
import io.punchgate.api.presence.PresenceQuery.FindPresence;
import io.punchgate.api.presence.PresenceResult.DevicesSeen;
import io.punchgate.query.console.page.Moment;
import io.punchgate.query.listing.Queries;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks what is going on with a customer's devices and pushes. */
@Component
class LiveState {

    /** Punches on the page, at first. */
    static final int ROWS = 25;
    /** Punches that the pace is told from. */
    private static final int PACE_MAX = 200;

    private static final int DEVICES_COUNTED_MAX = 1_000;
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final PunchFilter ALL = new PunchFilter(null, null, null, null, null, null, null, null, null, null);

    private final Queries queries;
    private final Clock clock;

    LiveState(Queries queries, Clock clock) {
        this.queries = queries;
        this.clock = clock;
    }

    /** The newest punches, newest first, and the position up to which they are told. */
    Punches newest(String customerId) {
        return queries.ask(new FindNewestPunches(customerId, null, PACE_MAX), Punches.class);
    }

    /** The punches recorded since, oldest first. */
    Punches since(String customerId, long position) {
        return queries.ask(new FindPunches(customerId, ALL, position, ROWS), Punches.class);
    }

    /** The figures of the moment. */
    LiveFigures figures(String customerId, List<PunchView> newest) {
        Instant now = clock.instant();
        DevicesSeen seen = queries.ask(new FindPresence(customerId, "", DEVICES_COUNTED_MAX), DevicesSeen.class);
        Figures pushes = queries.ask(new MonitorDeliveries(customerId, null, null, "", "", 1), Monitor.class)
                .customer()
                .figures();
        return new LiveFigures(
                perMinute(newest, now),
                newest.isEmpty() ? null : Moment.at(newest.getFirst().recordedAt(), ZoneOffset.UTC, now),
                seen.data().stream().filter(DevicePresence::online).count(),
                seen.data().size(),
                seen.hasMore(),
                pushes.pending(),
                pushes.parked(),
                Moment.of(pushes.nextAttemptAt(), ZoneOffset.UTC, now));
    }

    private static long perMinute(List<PunchView> newest, Instant now) {
        long within = newest.stream()
                .filter(punch -> punch.recordedAt().isAfter(now.minus(MINUTE)))
                .count();
        @Nullable PunchView oldest = newest.isEmpty() ? null : newest.getLast();
        if (oldest == null || within < PACE_MAX) {
            return within;
        }
        long millis = Math.max(1, Duration.between(oldest.recordedAt(), now).toMillis());
        return within * MINUTE.toMillis() / millis;
    }
}
