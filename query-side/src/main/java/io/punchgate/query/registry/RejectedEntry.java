package io.punchgate.query.registry;

import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;

/** A record of a device that could not be read. */
@Entity
@Table(schema = "query", name = "registry_rejected")
class RejectedEntry {

    @EmbeddedId
    private StreamPlace place;

    private Instant recordedAt;
    private String transport;
    private String raw;
    private String reason;

    /** For JPA, which fills the fields afterwards. */
    @SuppressWarnings("NullAway.Init")
    protected RejectedEntry() {}

    RejectedEntry(StreamPlace place, Instant recordedAt, String transport, String raw, String reason) {
        this.place = place;
        this.recordedAt = recordedAt;
        this.transport = transport;
        this.raw = raw;
        this.reason = reason;
    }

    StreamPlace place() {
        return place;
    }

    Instant recordedAt() {
        return recordedAt;
    }

    String transport() {
        return transport;
    }

    String raw() {
        return raw;
    }

    String reason() {
        return reason;
    }
}
