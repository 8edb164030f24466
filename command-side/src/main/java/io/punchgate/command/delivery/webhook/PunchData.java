package io.punchgate.command.delivery.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** A punch as it is pushed, in the words of the read API. */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
record PunchData(
        String id,
        String operationId,
        String sn,
        String label,
        @Nullable String userId,
        Instant time,
        String localTime,
        String offset,
        String type,
        String inputType,
        @Nullable Double temperature,
        @Nullable Boolean faceMask,
        Instant recordedAt,
        boolean clockSuspect) {

    static PunchData of(PunchRecorded punch, String operationId) {
        return new PunchData(
                punch.punchId(),
                operationId,
                punch.sn(),
                punch.label(),
                punch.userId(),
                punch.time(),
                DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(punch.localTime()),
                punch.offset(),
                punch.pushedType().name(),
                punch.inputType().name(),
                punch.temperature(),
                punch.faceMask(),
                punch.recordedAt(),
                punch.clockSuspect());
    }
}
