package io.punchgate.query.device;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A command for a device as operators read it.
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

    static InstructionView of(InstructionEntry command) {
        return new InstructionView(
                command.commandId(),
                command.op(),
                command.data(),
                command.state().name().toLowerCase(Locale.ROOT),
                command.result(),
                command.queuedAt());
    }
}
