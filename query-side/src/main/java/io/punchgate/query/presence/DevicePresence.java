package io.punchgate.query.presence;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * Whether a device is online. A disabled one is offline by its silence, as any other.
 *
 * @param lastSeen by our clock; null: never
 * @param transport by which it was last seen
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
record DevicePresence(
        String sn,
        String label,
        boolean online,
        @Nullable Instant lastSeen,
        @Nullable String transport) {}
