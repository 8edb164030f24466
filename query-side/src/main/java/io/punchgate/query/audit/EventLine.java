package io.punchgate.query.audit;

import io.punchgate.api.Sha256;
import io.punchgate.runtime.log.read.LoggedRecord;
import io.punchgate.runtime.log.tree.EventProofs;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An event as auditors read it: one JSON object, with the exact stored text and its hash: the one that the tree has, so that a text
 * that was changed since does not fit it.
 *
 * <p>Queued instructions once had their data in the event itself, persons' passwords too. It is withheld, and with it the
 * stored text; the hash, which tells nothing of it, is that of the text all the same.
 */
final class EventLine {

    private static final String QUEUED = "device-command-queued";
    private static final String DATA = "data";
    private static final String NO_DATA = "{}";

    private final LoggedRecord logged;
    private final JsonNode payload;
    private final boolean withheld;
    private final byte[] hash;

    /**
     * The line of an event.
     *
     * @param entry the hash under which it entered the tree; empty: it has not yet
     */
    EventLine(LoggedRecord logged, Optional<byte[]> entry) {
        this.logged = logged;
        this.hash = entry.orElseGet(() -> Sha256.of(logged.record()));
        this.payload = logged.payload();
        this.withheld = logged.eventName().equals(QUEUED)
                && payload.has(DATA)
                && !NO_DATA.equals(payload.path(DATA).stringValue(null));
        if (withheld && payload instanceof ObjectNode shown) {
            shown.remove(DATA);
        }
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

    /**
     * Writes the object.
     *
     * @param proofs makes its proof; null: none is asked for
     */
    void writeTo(JsonGenerator generator, @Nullable EventProofs proofs) {
        generator.writeStartObject();
        generator.writeNumberProperty("position", logged.position());
        generator.writeStringProperty("type", logged.eventName());
        generator.writeStringProperty("sn", sn());
        generator.writeNumberProperty("sequence", logged.sequence());
        generator.writeStringProperty("recorded_at", logged.recordedAt().toString());
        generator.writeName("payload");
        generator.writePOJO(payload);
        generator.writeStringProperty("record", withheld ? null : logged.record());
        if (withheld) {
            generator.writeBooleanProperty("withheld", true);
        }
        generator.writeStringProperty("hash", Base64.getEncoder().encodeToString(hash));
        if (proofs != null) {
            generator.writeStringProperty("proof", proofs.of(logged.position()).text());
        }
        generator.writeEndObject();
    }
}
