package io.punchgate.query.person;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.api.device.Location;
import io.punchgate.api.device.PushedEvent;
import io.punchgate.api.device.PushedEvent.PunchCorrected;
import io.punchgate.runtime.sql.StorableText;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * The personal fields of a punch or of a correction, as events seal them: a JSON object of their components. A null one is left out.
 *
 * @param userId null: the person was erased
 * @param attTimeRaw the time as the device sent it; null: it is a correction
 * @param reason of a correction; null: it is a punch
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PersonalFields(
        @Nullable String userId,
        @Nullable String attTimeRaw,
        @Nullable Location location,
        @Nullable Double temperature,
        @Nullable Boolean faceMask,
        @Nullable String reason) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final ObjectReader READER = JSON.readerFor(PersonalFields.class);
    private static final ObjectWriter WRITER = JSON.writerFor(PersonalFields.class);

    /** Those of an event; all are null if its person was erased. */
    static PersonalFields of(PushedEvent event) {
        return switch (event) {
            case PunchRecorded punch ->
                new PersonalFields(
                        punch.userId(),
                        punch.attTimeRaw(),
                        punch.location(),
                        punch.temperature(),
                        punch.faceMask(),
                        null);
            case PunchCorrected correction ->
                new PersonalFields(correction.userId(), null, null, null, null, correction.reason());
        };
    }

    /** The user id, as tables could hold it, so that lists and streams show the same. */
    public String user() {
        return StorableText.of(Objects.requireNonNull(userId));
    }

    /** The time as the device sent it, as tables could hold it; null: it is a correction. */
    public @Nullable String attTime() {
        return attTimeRaw == null ? null : StorableText.of(attTimeRaw);
    }

    static PersonalFields read(byte[] json) {
        return READER.readValue(json);
    }

    static PersonalFields read(String json) {
        return READER.readValue(json);
    }

    /** As JSON; equal ones have equal texts, so that a replay can compare them. */
    String json() {
        return WRITER.writeValueAsString(this);
    }
}
