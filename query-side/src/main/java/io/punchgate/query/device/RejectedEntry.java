package io.punchgate.query.device;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

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
    /** Null where it is sealed, as is the reason. */
    private @Nullable String raw;

    private @Nullable String reason;

    @Column(name = "person_id")
    private @Nullable UUID person;

    private byte @Nullable [] sealed;

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

    @Nullable
    String raw() {
        return raw;
    }

    @Nullable
    String reason() {
        return reason;
    }

    SealedText sealed() {
        return SealedText.of(person, sealed, sn);
    }
}
