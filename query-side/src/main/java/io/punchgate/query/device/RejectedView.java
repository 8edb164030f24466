package io.punchgate.query.device;

import java.time.Instant;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** A record that could not be read, as operators read it. */
@JsonNaming(SnakeCaseStrategy.class)
record RejectedView(Instant recordedAt, String transport, String raw, String reason) {

    static RejectedView of(RejectedEntry rejected) {
        return new RejectedView(rejected.recordedAt(), rejected.transport(), rejected.raw(), rejected.reason());
    }
}
