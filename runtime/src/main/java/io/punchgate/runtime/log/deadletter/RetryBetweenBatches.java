package io.punchgate.runtime.log.deadletter;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;

/** A source of events that lets the processor's thread do something else between two batches, at most once a while. */
final class RetryBetweenBatches implements StreamableMessageSource<TrackedEventMessage<?>> {

    private static final long EVERY_NANOS = Duration.ofMillis(500).toNanos();

    private final StreamableMessageSource<TrackedEventMessage<?>> source;
    private final Runnable between;

    RetryBetweenBatches(StreamableMessageSource<TrackedEventMessage<?>> source, Runnable between) {
        this.source = source;
        this.between = between;
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken token) {
        return new Interrupted(source.openStream(token), between);
    }

    @Override
    public @Nullable TrackingToken createTailToken() {
        return source.createTailToken();
    }

    @Override
    public TrackingToken createHeadToken() {
        return source.createHeadToken();
    }

    @Override
    public TrackingToken createTokenAt(Instant instant) {
        return source.createTokenAt(instant);
    }

    private static final class Interrupted implements BlockingStream<TrackedEventMessage<?>> {

        private final BlockingStream<TrackedEventMessage<?>> stream;
        private final Runnable between;
        private long lastNanos = System.nanoTime() - EVERY_NANOS;

        private Interrupted(BlockingStream<TrackedEventMessage<?>> stream, Runnable between) {
            this.stream = stream;
            this.between = between;
        }

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            return stream.peek();
        }

        /** Axon asks this at the beginning of a batch, outside of any unit of work; within a batch it peeks. */
        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
            if (System.nanoTime() - lastNanos >= EVERY_NANOS) {
                lastNanos = System.nanoTime();
                between.run();
            }
            return stream.hasNextAvailable(timeout, unit);
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
            return stream.nextAvailable();
        }

        @Override
        public void skipMessagesWithPayloadTypeOf(TrackedEventMessage<?> ignored) {
            stream.skipMessagesWithPayloadTypeOf(ignored);
        }

        @Override
        public void close() {
            stream.close();
        }
    }
}
