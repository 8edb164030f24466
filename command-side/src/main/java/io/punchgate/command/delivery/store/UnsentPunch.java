package io.punchgate.command.delivery.store;

import io.punchgate.api.CallbackId;
import io.punchgate.api.delivery.DeliveryId;
import io.punchgate.api.delivery.PunchRef;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A delivery that no line makes: a row of {@code push_unsent}, or, once it is made, the absence of one.
 *
 * @param callback the name of the callback; null: no callback wanted the punch
 */
public record UnsentPunch(String customerId, @Nullable String callback, PunchRef punch, Status status) {

    /** A delivery to that callback. */
    public UnsentPunch(CallbackId to, PunchRef punch, Status status) {
        this(to.customerId(), to.name(), punch, status);
    }

    /** A punch that no callback wanted. */
    public static UnsentPunch unwanted(String customerId, PunchRef punch) {
        return new UnsentPunch(customerId, null, punch, Status.NEVER);
    }

    /** The id of the delivery. */
    public String deliveryId() {
        @Nullable CallbackId to = callbackId();
        return to == null ? punch.punchId() : DeliveryId.of(punch.punchId(), to);
    }

    /** Tells whether it is parked or requested for that callback. */
    public boolean isWaitingFor(CallbackId other) {
        return other.equals(callbackId()) && (status == Status.PARKED || status == Status.REQUESTED);
    }

    /** The same, of a callback that is no more. */
    public UnsentPunch abandoned() {
        return new UnsentPunch(customerId, callback, punch, Status.NEVER);
    }

    /** The line of its device; empty if no callback wanted the punch. */
    public Optional<LineKey> line() {
        return Optional.ofNullable(callbackId()).map(to -> new LineKey(to, punch.sn()));
    }

    private @Nullable CallbackId callbackId() {
        return callback == null ? null : new CallbackId(customerId, callback);
    }

    /** The reason why no line makes it. */
    public enum Status {
        /** No callback wanted the punch when it was recorded, or the one that did was removed. */
        NEVER,
        /** Its retries ended. */
        PARKED,
        /** It is made on request, and ends delivered or parked. */
        REQUESTED,
        /** It was acknowledged: there is no row. */
        SENT,
        /** Its person was erased: there is no row. */
        ERASED;

        /** Tells whether a row holds it. */
        boolean isKept() {
            return switch (this) {
                case NEVER, PARKED, REQUESTED -> true;
                case SENT, ERASED -> false;
            };
        }

        /** The status as the table holds it. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The status of a {@link #label}. */
        public static Status labelled(String label) {
            return valueOf(label.toUpperCase(Locale.ROOT));
        }
    }
}
