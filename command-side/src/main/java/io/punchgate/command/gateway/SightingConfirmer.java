package io.punchgate.command.gateway;

import io.punchgate.api.device.Credential;
import io.punchgate.api.device.DeviceReply;
import io.punchgate.api.device.DeviceReport;
import io.punchgate.api.device.DeviceReport.ConfirmSeen;
import io.punchgate.api.device.Transport;
import io.punchgate.api.presence.ClockStep;
import io.punchgate.runtime.start.ShutdownOrder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Confirms sightings that were not stored because they were close to the last: a device's latest when its window ends,
 * and all of them at shutdown. So a device that is there is never shown as gone.
 */
@Component
final class SightingConfirmer implements SmartLifecycle {

    /**
     * Most devices with a sighting to confirm. One more is confirmed at once, which costs an event but loses nothing.
     */
    static final int PENDING_MAX = 200_000;

    /** A sighting is to be confirmed within so long. */
    private static final Duration WINDOW_MAX = Duration.ofMinutes(1);

    private static final Duration AGAIN_AFTER_FAILURE = Duration.ofSeconds(5);
    private static final Duration SHUTDOWN_WAIT_MAX = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(SightingConfirmer.class);

    private final CommandGateway commands;
    private final Clock clock;
    private final ConcurrentMap<String, Pending> pending = new ConcurrentHashMap<>();
    private volatile @Nullable ScheduledThreadPoolExecutor timer;

    SightingConfirmer(CommandGateway commands, Clock clock) {
        this.commands = commands;
        this.clock = clock;
    }

    /**
     * The latest sighting of a device, still to be stored.
     *
     * @param seenAt null once a later sighting is stored: nothing is left to confirm
     */
    private record Pending(@Nullable Instant seenAt, Transport transport, Instant confirmAt) {

        Pending with(Instant laterAt, Transport over, Instant laterConfirmAt) {
            boolean later = seenAt == null || laterAt.isAfter(seenAt) || ClockStep.isAhead(seenAt, laterAt);
            return new Pending(
                    later ? laterAt : seenAt,
                    later ? over : transport,
                    laterConfirmAt.isAfter(confirmAt) || ClockStep.isAhead(confirmAt, laterConfirmAt.plus(WINDOW_MAX))
                            ? laterConfirmAt
                            : confirmAt);
        }

        Pending settledBy(Instant storedAt) {
            boolean unsettled = seenAt == null || (seenAt.isAfter(storedAt) && !ClockStep.isAhead(seenAt, storedAt));
            return unsettled ? this : new Pending(null, transport, confirmAt);
        }
    }

    /** Notes a report and its reply. */
    void note(DeviceReport report, DeviceReply reply) {
        @Nullable Instant confirmAt = reply.confirmAt();
        if (confirmAt != null) {
            remember(report.sn(), report.receivedAt(), report.transport(), confirmAt);
        } else if (!(reply instanceof DeviceReply.Refused)) {
            pending.computeIfPresent(report.sn(), (sn, waiting) -> waiting.settledBy(report.receivedAt()));
        }
    }

    /** True if the device was seen later than that, stored or not. */
    boolean isSeenAfter(String sn, Instant at) {
        @Nullable Pending waiting = pending.get(sn);
        return waiting != null
                && waiting.seenAt() != null
                && waiting.seenAt().isAfter(at)
                && !ClockStep.isAhead(waiting.seenAt(), clock.instant());
    }

    private void remember(String sn, Instant seenAt, Transport transport, Instant confirmAt) {
        if (pending.size() >= PENDING_MAX && !pending.containsKey(sn)) {
            var unused = confirm(sn, seenAt, transport);
            return;
        }
        pending.compute(sn, (key, waiting) -> {
            if (waiting != null) {
                return waiting.with(seenAt, transport, confirmAt);
            }
            schedule(sn, confirmAt);
            return new Pending(seenAt, transport, confirmAt);
        });
    }

    private void schedule(String sn, Instant at) {
        @Nullable ScheduledThreadPoolExecutor running = timer;
        if (running == null) {
            return;
        }
        long delayMillis = Math.max(0, Duration.between(clock.instant(), at).toMillis());
        try {
            var unused = running.schedule(() -> confirmIfDue(sn), delayMillis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("Shutting down: the sighting is confirmed with the others");
        }
    }

    private void confirmIfDue(String sn) {
        List<Pending> due = new ArrayList<>(1);
        pending.computeIfPresent(sn, (key, waiting) -> {
            if (waiting.confirmAt().isAfter(clock.instant())) {
                schedule(sn, waiting.confirmAt());
                return waiting;
            }
            due.add(waiting);
            return null;
        });
        for (Pending waiting : due) {
            var unused = confirm(sn, waiting);
        }
    }

    private CompletableFuture<?> confirm(String sn, Pending waiting) {
        @Nullable Instant seenAt = waiting.seenAt();
        return seenAt == null ? CompletableFuture.completedFuture(null) : confirm(sn, seenAt, waiting.transport());
    }

    private CompletableFuture<?> confirm(String sn, Instant seenAt, Transport transport) {
        if (ClockStep.isAhead(seenAt, clock.instant())) {
            LOG.warn("A sighting is not stored: it was stamped by a clock that was ahead, and is set back since");
            return CompletableFuture.completedFuture(null);
        }
        ConfirmSeen command = new ConfirmSeen(sn, Credential.ESTABLISHED, transport, seenAt);
        try {
            return commands.send(command).whenComplete((reply, failure) -> {
                if (failure != null) {
                    confirmLater(command, failure);
                }
            });
        } catch (RuntimeException e) {
            confirmLater(command, e);
            return CompletableFuture.completedFuture(null);
        }
    }

    private void confirmLater(ConfirmSeen command, Throwable failure) {
        LOG.warn("A sighting was not stored and is tried again: {}", failure.toString());
        Instant again = clock.instant().plus(AGAIN_AFTER_FAILURE);
        if (isRunning() && pending.size() < PENDING_MAX) {
            remember(command.sn(), command.receivedAt(), command.transport(), again);
        }
    }

    @Override
    public void start() {
        ScheduledThreadPoolExecutor started = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("sighting-confirmer").factory());
        started.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        timer = started;
    }

    @Override
    public void stop() {
        @Nullable ScheduledThreadPoolExecutor stopping = timer;
        if (stopping == null) {
            return;
        }
        timer = null;
        stopping.shutdown();
        CompletableFuture<?>[] last = pending.entrySet().stream()
                .map(waiting -> confirm(waiting.getKey(), waiting.getValue()))
                .toArray(CompletableFuture<?>[]::new);
        pending.clear();
        CompletableFuture.allOf(last)
                .completeOnTimeout(null, SHUTDOWN_WAIT_MAX.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(failure -> null)
                .join();
    }

    @Override
    public boolean isRunning() {
        return timer != null;
    }

    @Override
    public int getPhase() {
        return ShutdownOrder.SIGHTINGS.phase();
    }
}
