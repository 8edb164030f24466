package io.punchgate.query.device;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** An instruction for a device, and its result. */
@Entity
@Immutable
@Table(schema = "query", name = "registry_command")
class InstructionEntry {

    /** The position of its event in the log. */
    @Id
    private long position;

    private String sn;

    @Column(name = "command_id")
    private String instructionId;

    private String op;

    @Enumerated(EnumType.STRING)
    private State state;

    /** Null where it is sealed. */
    private @Nullable String result;

    @Column(name = "person_id")
    private @Nullable UUID person;

    private byte @Nullable [] sealed;
    private Instant queuedAt;

    /** The stages of an instruction. */
    enum State {
        QUEUED,
        SENT,
        DONE,
        FAILED
    }

    /** For JPA, which fills the fields afterwards. Only the projection writes the table. */
    @SuppressWarnings("NullAway.Init")
    protected InstructionEntry() {}

    String sn() {
        return sn;
    }

    String instructionId() {
        return instructionId;
    }

    String op() {
        return op;
    }

    State state() {
        return state;
    }

    @Nullable
    String result() {
        return result;
    }

    SealedText sealed() {
        return SealedText.of(person, sealed, instructionId);
    }

    Instant queuedAt() {
        return queuedAt;
    }
}
