package io.punchgate.bench.device;

import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the answers that are JSON. */
final class Answers {

    static final JsonMapper MAPPER = JsonMapper.builder().build();

    private static final Outcome NEW = new Outcome.Stored(false);
    private static final Outcome REPEAT = new Outcome.Stored(true);

    private Answers() {}

    /** The outcome that {@code {"ok":..}} tells of a punch. */
    static Outcome outcome(JsonNode answer) {
        if (answer.path("ok").asBoolean(false)) {
            return answer.path("duplicate").asBoolean(false) ? REPEAT : NEW;
        }
        String error = answer.path("error").asString("no reason");
        return switch (error) {
            case "invalid_json", "invalid_field", "too_large" -> new Outcome.Rejected(answer.toString());
            default ->
                new Outcome.Later(Duration.ofSeconds(answer.path("retry_after").asLong(1)), error);
        };
    }
}
