package io.punchgate.query.device;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

/** A record of a device that could not be read. */
@Entity
@Immutable
@Table(schema = "query", name = "registry_rejected")
class RejectedEntry {

    /** The position of its event in the log. */
    @Id
    private long position;

    private String sn;
    private Instant recordedAt;
    private String transport;
    private String raw;
    private String reason;

    /** For JPA, which fills the fields afterwards. Only the projection writes the table. */
    @SuppressWarnings("NullAway.Init")
    protected RejectedEntry() {}

    String sn() {
        return sn;
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
