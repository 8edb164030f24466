package io.punchgate.command.delivery.claim;

import io.punchgate.api.delivery.DeliveryEvent.PunchesDelivered;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.api.device.PushedEvent.PunchCorrected;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongSupplier;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Lets the push write several units of work at once under load: a later one writes their changes, and the token that
 * belongs to them. A crash then costs no more than reading their events again.
 *
 * <p>For the thread of the push processor, except {@link #isOn}.
 */
@Component
public final class WriteBehind {

    /** A batch of so many events means load. */
    public static final int MANY_EVENTS = 32;
    /** A line that changes ten times within this time is written once. */
    private static final long WRITE_EVERY_NANOS = Duration.ofMillis(100).toNanos();
    /** Longer than it takes to find the event for which a unit of work fails. */
    private static final long PAUSE_NANOS = Duration.ofMinutes(1).toNanos();
    /** These events change lines only. With others sagas write rows, which need the token in the same transaction. */
    private static final Set<Class<?>> OF_LINES =
            Set.of(PunchRecorded.class, PunchCorrected.class, PunchesDelivered.class);

    private final LongSupplier nanoTime;
    private volatile @Nullable TrackingToken unstored;
    private long writtenNanos;
    private long pausedUntilNanos;
    private @Nullable Runnable writer;

    /** Reads the system's time. */
    @Autowired
    public WriteBehind() {
        this(System::nanoTime);
    }

    /** Reads that time, in nanoseconds. */
    public WriteBehind(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.writtenNanos = nanoTime.getAsLong();
        this.pausedUntilNanos = writtenNanos;
    }

    /** A unit of work failed: for a while each one writes its own changes, so that the one that fails is found alone. */
    void pause() {
        pausedUntilNanos = nanoTime.getAsLong() + PAUSE_NANOS;
    }

    /** Sets the task that writes all changes in the current transaction. */
    public void writeWith(Runnable newWriter) {
        writer = newWriter;
    }

    /** Tells whether a later unit of work writes the changes of the current one. Then its token, the given one, is not stored. */
    boolean begin(TrackingToken end) {
        long now = nanoTime.getAsLong();
        boolean mayWait =
                now - writtenNanos < WRITE_EVERY_NANOS && now - pausedUntilNanos >= 0 && areManyChangesOfLines();
        unstored = mayWait ? end : unstored;
        return mayWait;
    }

    private static boolean areManyChangesOfLines() {
        return CurrentUnitOfWork.isStarted()
                && CurrentUnitOfWork.get() instanceof BatchingUnitOfWork<?> batch
                && batch.getMessages().size() >= MANY_EVENTS
                && batch.getMessages().stream().allMatch(event -> OF_LINES.contains(event.getPayloadType()));
    }

    /** The token that belongs to the changes not written yet; null if all are written. */
    @Nullable
    TrackingToken token() {
        return unstored;
    }

    /** Tells whether changes are not written yet. */
    public boolean isOn() {
        return unstored != null;
    }

    /** The current transaction stores a token: it writes the changes too. */
    void tokenIsStored() {
        boolean on = isOn();
        end();
        if (on) {
            Objects.requireNonNull(writer, "no writer is set").run();
        }
    }

    /** No change is left: all are written, or forgotten. */
    public void end() {
        unstored = null;
        writtenNanos = nanoTime.getAsLong();
    }
}
