package io.punchgate.runtime.log.axon;

import io.punchgate.runtime.start.ShutdownOrder;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventProcessor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;

/**
 * Looks whether the threads of the event processors live. An exception of a handler is tried again, but an error, such as that of
 * no memory, ends a processor's thread for good, and nobody is told.
 */
final class EndedProcessors implements SmartLifecycle {

    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final Logger LOG = LoggerFactory.getLogger(EndedProcessors.class);

    private final EventProcessingConfiguration processing;
    private final ApplicationContext process;
    private @Nullable ScheduledExecutorService timer;

    EndedProcessors(EventProcessingConfiguration processing, ApplicationContext process) {
        this.processing = processing;
        this.process = process;
    }

    @Override
    public void start() {
        ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("ended-processors").factory());
        var unused = started.scheduleWithFixedDelay(
                this::lookSafely, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
        timer = started;
    }

    /** Looks, and never throws: what does is not run again. */
    private void lookSafely() {
        try {
            look();
        } catch (Throwable e) {
            LOG.error("the event processors could not be looked at", e);
        }
    }

    void look() {
        for (EventProcessor processor : processing.eventProcessors().values()) {
            if (processor.isError()) {
                LOG.error("the event processor {} has ended", processor.getName());
                AvailabilityChangeEvent.publish(process, LivenessState.BROKEN);
                return;
            }
        }
    }

    @Override
    public void stop() {
        ScheduledExecutorService ending = timer;
        if (ending != null) {
            ending.shutdownNow();
            timer = null;
        }
    }

    @Override
    public boolean isRunning() {
        return timer != null;
    }

    @Override
    public int getPhase() {
        return ShutdownOrder.PUSH.phase();
    }
}
