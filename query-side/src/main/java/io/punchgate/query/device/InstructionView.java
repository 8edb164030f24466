package io.punchgate.query.device;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * An instruction for a device as operators read it.
 *
 * @param data the JSON object that came with it, as text
 */
@JsonNaming(SnakeCaseStrategy.class)
record InstructionView(
        String id,
        String op,
        @JsonRawValue String data,
        String state,
        @Nullable String result,
        Instant queuedAt) {

    static InstructionView of(InstructionEntry instruction) {
        return new InstructionView(
                instruction.instructionId(),
                instruction.op(),
                instruction.data(),
                instruction.state().name().toLowerCase(Locale.ROOT),
                instruction.result(),
                instruction.queuedAt());
    }
}
