package io.punchgate.standalone.tool.listen;

import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.api.device.InputType;
import io.punchgate.api.device.PunchType;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A punch as the stream tells of it.
 *
 * @param event that told of it
 * @param punch with all that a push needs; what it does not need is left out
 * @param serviceTagId of the device
 */
record StreamedPunch(ServerSentEvent event, PunchRecorded punch, String serviceTagId) {

    private static final String PUNCH = "punch";
    /** The stream does not name it: a key sees one customer only. */
    private static final String OWN_CUSTOMER = "";

    /**
     * Reads an event; empty if there is nothing in it to be pushed, as the person was erased since.
     *
     * @throws CannotGoOn if it cannot be read: to leave it out would be to lose it
     */
    static Optional<StreamedPunch> of(ServerSentEvent event) throws CannotGoOn {
        if (event.data().isEmpty() || !event.type().equals(PUNCH)) {
            return Optional.empty();
        }
        try {
            JsonNode data = JsonMapper.shared().readTree(event.data());
            return data.path("erased").asBoolean(false)
                    ? Optional.empty()
                    : Optional.of(new StreamedPunch(
                            event, punch(data), data.path("service_tag_id").asString("")));
        } catch (JacksonException | DateTimeException | IllegalArgumentException e) {
            throw new CannotGoOn("an event of the gate's stream cannot be read: " + e.getMessage());
        }
    }

    private static PunchRecorded punch(JsonNode data) {
        return new PunchRecorded(
                text(data, "id"),
                text(data, "sn"),
                OWN_CUSTOMER,
                // The gate knows none any more only where the device is gone.
                data.path("label").asString(""),
                text(data, "user_id"),
                Instant.parse(text(data, "time")),
                LocalDateTime.parse(text(data, "local_time")),
                text(data, "offset"),
                "",
                type(data, "type"),
                type(data, "pushed_type"),
                null,
                InputType.valueOf(text(data, "input_type")),
                null,
                null,
                data.path("temperature").isNumber() ? data.path("temperature").doubleValue() : null,
                data.path("face_mask").isBoolean() ? data.path("face_mask").booleanValue() : null,
                data.path("transport").asString(""),
                Instant.parse(text(data, "recorded_at")),
                data.path("clock_suspect").asBoolean(false),
                null,
                null);
    }

    private static String text(JsonNode data, String key) {
        JsonNode value = data.path(key);
        if (!value.isString()) {
            throw new IllegalArgumentException(key + " is missing");
        }
        return value.stringValue();
    }

    private static @Nullable PunchType type(JsonNode data, String key) {
        JsonNode value = data.path(key);
        return value.isString() ? PunchType.valueOf(value.stringValue()) : null;
    }
}
