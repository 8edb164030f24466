package io.punchgate.query.device;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.springframework.data.domain.Persistable;

/** A record of a device that could not be read. */
@Entity
@Table(schema = "query", name = "registry_rejected")
class RejectedEntry implements Persistable<Long> {

    /** Of its event in the log. */
    @Id
    private long position;

    private String sn;
    private Instant recordedAt;
    private String transport;
    private String raw;
    private String reason;

    /** For JPA, which fills the fields afterwards. */
    @SuppressWarnings("NullAway.Init")
    protected RejectedEntry() {}

    RejectedEntry(long position, String sn, Instant recordedAt, String transport, String raw, String reason) {
        this.position = position;
        this.sn = sn;
        this.recordedAt = recordedAt;
        this.transport = transport;
        this.raw = raw;
        this.reason = reason;
    }

    @Override
    public Long getId() {
        return position;
    }

    /** Written once, for an event that was not written before: saving need not look whether it is there. */
    @Override
    public boolean isNew() {
        return true;
    }

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
