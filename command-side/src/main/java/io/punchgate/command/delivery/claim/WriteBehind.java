package io.punchgate.command.delivery.claim;

import io.punchgate.api.delivery.DeliveryEvent.PunchesDelivered;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
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
 * Lets the push write several units of work at once while there is much to do: what they change, and the token that belongs
 * to it, is left to a later one. A crash then costs no more than reading their events again.
 *
 * <p>For the thread of the push processor, but for {@link #isOn}.
 */
@Component
public final class WriteBehind {

    /** So many events at a time come only under load. */
    public static final int MANY_EVENTS = 32;
    /** Meanwhile a line that changes ten times is written once. */
    private static final long WRITE_EVERY_NANOS = Duration.ofMillis(100).toNanos();
    /** These change lines and nothing else. With others sagas write rows, which need the token beside them. */
    private static final Set<Class<?>> OF_LINES = Set.of(PunchRecorded.class, PunchesDelivered.class);

    private final LongSupplier nanoTime;
    private volatile @Nullable TrackingToken token;
    private long writtenNanos;
    private @Nullable Runnable writer;

    @Autowired
    public WriteBehind() {
        this(System::nanoTime);
    }

    public WriteBehind(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.writtenNanos = nanoTime.getAsLong();
    }

    /** Has this write what was postponed, in the current transaction. */
    public void writeWith(Runnable newWriter) {
        writer = newWriter;
    }

    /** Whether the current unit of work, which ends at that token, is left to a later one. Its token must not be stored then. */
    boolean begin(TrackingToken end) {
        boolean mayWait = nanoTime.getAsLong() - writtenNanos < WRITE_EVERY_NANOS && areManyChangesOfLines();
        token = mayWait ? end : token;
        return mayWait;
    }

    private static boolean areManyChangesOfLines() {
        return CurrentUnitOfWork.isStarted()
                && CurrentUnitOfWork.get() instanceof BatchingUnitOfWork<?> batch
                && batch.getMessages().size() >= MANY_EVENTS
                && batch.getMessages().stream().allMatch(event -> OF_LINES.contains(event.getPayloadType()));
    }

    /** Up to where nothing is written yet; null where all is. */
    @Nullable
    TrackingToken token() {
        return token;
    }

    /** Whether something that was taken in is left to be written. */
    public boolean isOn() {
        return token != null;
    }

    /** The current transaction stores a token: what was postponed is written with it. */
    void tokenIsStored() {
        boolean on = isOn();
        end();
        if (on) {
            Objects.requireNonNull(writer, "nobody writes").run();
        }
    }

    /** Nothing is left, for it is written or forgotten. */
    public void end() {
        token = null;
        writtenNanos = nanoTime.getAsLong();
    }
}
