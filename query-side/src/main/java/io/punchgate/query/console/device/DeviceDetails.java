package io.punchgate.query.console.device;

import io.punchgate.query.console.page.Moment;
import io.punchgate.query.console.punch.PunchLine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that a device's page shows.
 *
 * @param state {@code online}, {@code offline} or {@code disabled}
 * @param silence after so many seconds without a sign of life it is offline
 * @param subscription the time in which it may report; null: no limit
 * @param opened by which other proofs than its token it may come, for operators
 * @param moreRejected whether there are more than are shown
 */
public record DeviceDetails(
        String sn,
        String label,
        String customerId,
        String state,
        boolean enabled,
        @Nullable Moment lastSeen,
        @Nullable String transport,
        String timeZone,
        String serviceTag,
        int silence,
        @Nullable String subscription,
        String opened,
        Moment createdAt,
        List<Rejected> rejected,
        boolean moreRejected,
        List<Command> commands,
        boolean moreCommands,
        List<PunchLine> punches) {

    /** A record that could not be read. */
    public record Rejected(Moment at, String transport, String reason, String raw, boolean cut) {}

    /** A command that the device was told. */
    public record Command(
            String id,
            String op,
            String state,
            Moment at,
            @Nullable String result) {}
}
