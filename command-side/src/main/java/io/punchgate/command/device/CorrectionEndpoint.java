package io.punchgate.command.device;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.punchgate.api.customer.Role;
import io.punchgate.api.device.DeviceCommand.CorrectPunch;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.api.device.PunchType;
import io.punchgate.api.device.PushedEvent.CorrectedTime;
import io.punchgate.api.device.PushedEvent.PunchCorrected;
import io.punchgate.command.operation.Operations;
import io.punchgate.runtime.access.Caller;
import io.punchgate.runtime.id.TimeOrderedIds;
import io.punchgate.runtime.web.BodyFields;
import io.punchgate.runtime.web.Problem;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** Corrects punches for a customer's managers. */
@RestController
class CorrectionEndpoint {

    private final RecordedPunches punches;
    private final Operations operations;
    private final TimeOrderedIds ids;
    private final Clock clock;

    CorrectionEndpoint(RecordedPunches punches, Operations operations, TimeOrderedIds ids, Clock clock) {
        this.punches = punches;
        this.operations = operations;
        this.ids = ids;
        this.clock = clock;
    }

    @PostMapping("/api/v1/corrections")
    @ResponseStatus(HttpStatus.CREATED)
    Correction correct(Caller.KeyHolder caller, BodyFields body) {
        if (caller.role() != Role.MANAGER) {
            throw Problem.forbidden("Only a key of role manager may correct.");
        }
        CorrectionFields fields = CorrectionFields.read(body);
        PunchRecorded punch = punches.find(caller.customerId(), fields.punchId())
                .orElseThrow(() -> Problem.notFound("There is no such punch."));
        if (punch.erased()) {
            throw Problem.conflict("The person of this punch was erased.");
        }
        var command = new CorrectPunch(
                ids.next(),
                punch,
                fields.voided(),
                fields.type(),
                fields.time(),
                fields.reason(),
                caller.nameAndId(),
                clock.instant());
        return Correction.of(operations.send(command, PunchCorrected.class));
    }

    /** A correction as the answer shows it. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Correction(
            String id,
            String punchId,
            String sn,
            @Nullable String userId,
            Instant at,
            String by,
            @JsonProperty("void") boolean voided,
            @Nullable PunchType type,
            @Nullable Instant time,
            @Nullable String localTime,
            @Nullable String offset,
            @Nullable String reason) {

        static Correction of(PunchCorrected event) {
            @Nullable CorrectedTime time = event.time();
            return new Correction(
                    event.correctionId(),
                    event.punchId(),
                    event.sn(),
                    event.userId(),
                    event.recordedAt(),
                    event.by(),
                    event.voided(),
                    event.type(),
                    time == null ? null : time.time(),
                    time == null ? null : time.shownLocalTime(),
                    time == null ? null : time.offset(),
                    event.reason());
        }
    }
}
