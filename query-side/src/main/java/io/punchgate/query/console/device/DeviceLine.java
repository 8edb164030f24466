package io.punchgate.query.console.device;

import io.punchgate.query.console.page.Moment;
import org.jspecify.annotations.Nullable;

/**
 * A device in the list.
 *
 * @param state {@code online}, {@code offline} or {@code disabled}
 */
public record DeviceLine(
        String sn,
        String link,
        String label,
        String customerId,
        String state,
        @Nullable Moment lastSeen,
        @Nullable String transport) {}
