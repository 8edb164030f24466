package io.punchgate.command.delivery.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.punchgate.api.device.PunchType;
import io.punchgate.api.device.PushedEvent.CorrectedTime;
import io.punchgate.api.device.PushedEvent.PunchCorrected;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** A correction as it is pushed, in the words of the read API. What it leaves as it was has no key. */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
record CorrectionData(
        String id,
        String operationId,
        String punchId,
        String sn,
        @Nullable String userId,
        @JsonProperty("void") boolean voided,
        @Nullable PunchType type,
        @Nullable Instant time,
        @Nullable String localTime,
        @Nullable String offset,
        @Nullable String reason,
        String by,
        Instant at) {

    static CorrectionData of(PunchCorrected correction, String operationId) {
        @Nullable CorrectedTime time = correction.time();
        return new CorrectionData(
                correction.correctionId(),
                operationId,
                correction.punchId(),
                correction.sn(),
                correction.userId(),
                correction.voided(),
                correction.type(),
                time == null ? null : time.time(),
                time == null ? null : time.shownLocalTime(),
                time == null ? null : time.offset(),
                correction.reason(),
                correction.by(),
                correction.recordedAt());
    }
}
