package io.punchgate.query.console.live;

import io.punchgate.query.console.page.Moment;
import org.jspecify.annotations.Nullable;

/**
 * The figures of the moment.
 *
 * @param perMinute punches in the last minute, or the pace of the last ones where they are many
 * @param moreDevices whether there are more devices than were counted
 * @param next when the next retry is
 */
public record LiveFigures(
        long perMinute,
        @Nullable Moment newest,
        long online,
        long devices,
        boolean moreDevices,
        long pending,
        long parked,
        @Nullable Moment next) {}
