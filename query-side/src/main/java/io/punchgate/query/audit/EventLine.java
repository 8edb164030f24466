package io.punchgate.query.audit;

import io.punchgate.api.Sha256;
import io.punchgate.runtime.log.read.LoggedRecord;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** An event as auditors read it: one JSON object, with the exact stored text and its hash. */
final class EventLine {

    private final LoggedRecord logged;
    private final JsonNode payload;

    EventLine(LoggedRecord logged) {
        this.logged = logged;
        this.payload = logged.payload();
    }

    /** True if the payload meets the conditions of the filter that the log's columns cannot tell. */
    boolean isMeantBy(EventFilter filter) {
        return (filter.customerId() == null
                        || filter.customerId().equals(payload.path("customerId").stringValue(null)))
                && (filter.sn() == null || tellsOf(filter.sn()));
    }

    private boolean tellsOf(String sn) {
        if (sn.equals(sn())) {
            return true;
        }
        for (JsonNode delivery : payload.path("deliveries")) {
            if (sn.equals(delivery.path("punch").path("sn").stringValue(null))) {
                return true;
            }
        }
        return false;
    }

    private @Nullable String sn() {
        return payload.path("sn").stringValue(null);
    }

    /** Writes the object. */
    void writeTo(JsonGenerator generator) {
        generator.writeStartObject();
        generator.writeNumberProperty("position", logged.position());
        generator.writeStringProperty("type", logged.eventName());
        generator.writeStringProperty("sn", sn());
        generator.writeNumberProperty("sequence", logged.sequence());
        generator.writeStringProperty("recorded_at", logged.recordedAt().toString());
        generator.writeName("payload");
        generator.writePOJO(payload);
        generator.writeStringProperty("record", logged.record());
        generator.writeStringProperty("hash", hash());
        generator.writeEndObject();
    }

    private String hash() {
        return Base64.getEncoder().encodeToString(Sha256.of(logged.record()));
    }
}
