package io.punchgate.query.device;

import io.punchgate.runtime.sql.StorableText;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/** An instruction for a device, and what became of it. */
@Entity
@Table(schema = "query", name = "registry_command")
class InstructionEntry implements Persistable<Long> {

    /** Of its event in the log. */
    @Id
    private long position;

    private String sn;

    @Column(name = "command_id")
    private String instructionId;

    private String op;
    private String data;

    @Enumerated(EnumType.STRING)
    private State state;

    private @Nullable String result;
    private Instant queuedAt;

    /** How far an instruction came. */
    enum State {
        QUEUED,
        SENT,
        DONE,
        FAILED
    }

    /** For JPA, which fills the fields afterwards. */
    @SuppressWarnings("NullAway.Init")
    protected InstructionEntry() {}

    InstructionEntry(long position, String sn, String instructionId, String op, String data, Instant queuedAt) {
        this.position = position;
        this.sn = sn;
        this.instructionId = instructionId;
        this.op = op;
        this.data = data;
        this.state = State.QUEUED;
        this.queuedAt = queuedAt;
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

    /** It was handed out. */
    void sent() {
        if (state == State.QUEUED) {
            state = State.SENT;
        }
    }

    /** It is known what became of it. */
    void answered(boolean done, @Nullable String said) {
        state = done ? State.DONE : State.FAILED;
        result = said == null ? null : StorableText.of(said);
    }

    String sn() {
        return sn;
    }

    String instructionId() {
        return instructionId;
    }

    String op() {
        return op;
    }

    String data() {
        return data;
    }

    State state() {
        return state;
    }

    @Nullable
    String result() {
        return result;
    }

    Instant queuedAt() {
        return queuedAt;
    }
}
