package io.punchgate.command.delivery.claim;

import io.punchgate.runtime.wait.Polling;
import java.time.Duration;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells whether the push has taken in and written all existing events, here or in the process that pushes. */
@Component
public class PushProgress {

    private static final Duration POLL = Duration.ofMillis(10);

    private final EventStore events;
    private final EventProcessingConfiguration processing;
    private final PushTokens tokens;
    private final WriteBehind writeBehind;

    public PushProgress(
            EventStore events, EventProcessingConfiguration processing, PushTokens tokens, WriteBehind writeBehind) {
        this.tokens = tokens;
        this.writeBehind = writeBehind;
        this.events = events;
        this.processing = processing;
    }

    /**
     * Waits until the events that exist now are taken in.
     *
     * @return false if that takes longer than {@code max}, or the thread is interrupted
     */
    public boolean await(Duration max) {
        long head = position(events.createHeadToken());
        return Polling.until(() -> hasReached(head), POLL, max);
    }

    private boolean hasReached(long head) {
        @Nullable
        EventTrackerStatus own = processing
                .eventProcessor(PushTokens.PROCESSOR, StreamingEventProcessor.class)
                .map(processor -> processor.processingStatus().get(PushTokens.SEGMENT))
                .orElse(null);
        return own == null ? tokens.stored().position() >= head : position(own) >= head && !writeBehind.isOn();
    }

    private static long position(EventTrackerStatus status) {
        return position(status.getTrackingToken());
    }

    private static long position(@Nullable TrackingToken token) {
        return token == null ? 0 : Math.max(0, token.position().orElse(0));
    }
}
