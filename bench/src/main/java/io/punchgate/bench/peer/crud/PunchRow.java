package io.punchgate.bench.peer.crud;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/** A punch as a row. The constraint is what a CRUD program has against repeats. */
@Entity
@Table(name = "punch", uniqueConstraints = @UniqueConstraint(columnNames = {"sn", "userId", "time"}))
class PunchRow {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE)
    private @Nullable Long id;

    @Column(nullable = false)
    private String sn;

    @Column(nullable = false)
    private String userId;

    @Column(nullable = false)
    private LocalDateTime time;

    @Column(nullable = false)
    private int attState;

    @Column(nullable = false)
    private int inputType;

    /** For JPA, which fills the fields afterwards. */
    @SuppressWarnings("NullAway.Init")
    protected PunchRow() {}

    PunchRow(String sn, String userId, LocalDateTime time, int attState, int inputType) {
        this.sn = sn;
        this.userId = userId;
        this.time = time;
        this.attState = attState;
        this.inputType = inputType;
    }
}
