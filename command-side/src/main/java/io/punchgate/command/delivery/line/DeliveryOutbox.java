package io.punchgate.command.delivery.line;

import io.punchgate.api.delivery.DeliveryCommand;
import io.punchgate.api.delivery.DeliveryCommand.Delivered;
import io.punchgate.api.delivery.DeliveryCommand.RecordDeliveries;
import io.punchgate.command.delivery.claim.Lease;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one callback's aggregate is still to be told, in order and one command at a time: acknowledgements that came in
 * meanwhile go into one command. What cannot be told is told again, for as long as it takes.
 */
final class DeliveryOutbox {

    /** Acknowledgements read but not yet durable: at most so many pushes does a crash repeat. */
    static final int UNTOLD_MAX = 2_000;

    static final int BATCH_MAX = 500;
    private static final Duration AGAIN_AFTER = Duration.ofMillis(500);
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryOutbox.class);

    private sealed interface Entry {
        record Acknowledgement(Delivered delivered) implements Entry {}

        record Other(DeliveryCommand command) implements Entry {}
    }

    private final String customerId;
    private final CommandGateway commands;
    private final ScheduledExecutorService timer;
    private final Lease lease;
    private final Semaphore room = new Semaphore(UNTOLD_MAX);
    private final Deque<Entry> entries = new ArrayDeque<>();
    private boolean telling;

    DeliveryOutbox(String customerId, CommandGateway commands, ScheduledExecutorService timer, Lease lease) {
        this.lease = lease;
        this.customerId = customerId;
        this.commands = commands;
        this.timer = timer;
    }

    /** Tells of a first attempt that was acknowledged. Blocks while too many are untold. */
    void delivered(Delivered delivered) {
        room.acquireUninterruptibly();
        add(new Entry.Acknowledgement(delivered));
    }

    /** Tells anything else, after what was told before. Blocks while too much is untold. */
    void tell(DeliveryCommand command) {
        room.acquireUninterruptibly();
        add(new Entry.Other(command));
    }

    /** Whether everything has been told. */
    synchronized boolean isEmpty() {
        return entries.isEmpty() && !telling;
    }

    private void add(Entry entry) {
        synchronized (this) {
            entries.add(entry);
        }
        flush();
    }

    private void flush() {
        List<Delivered> batch = new ArrayList<>();
        @Nullable DeliveryCommand command;
        synchronized (this) {
            if (telling || entries.isEmpty()) {
                return;
            }
            command = next(batch);
            telling = true;
        }
        send(command == null ? new RecordDeliveries(customerId, batch) : command, Math.max(1, batch.size()));
    }

    /** Takes the run of acknowledgements in front into the batch, or the one other command that stands there. */
    private @Nullable DeliveryCommand next(List<Delivered> batch) {
        while (batch.size() < BATCH_MAX && entries.peek() instanceof Entry.Acknowledgement first) {
            batch.add(first.delivered());
            entries.remove();
        }
        return batch.isEmpty() && entries.poll() instanceof Entry.Other other ? other.command() : null;
    }

    private void send(DeliveryCommand command, int size) {
        if (lease.isOver() && isOfAFailure(command)) {
            told(size);
            return;
        }
        try {
            var unused = commands.send(command).whenComplete((reply, failure) -> {
                if (failure == null) {
                    told(size);
                } else {
                    again(command, size, failure);
                }
            });
        } catch (RuntimeException e) {
            again(command, size, e);
        }
    }

    /** Whether it tells of a failure: whoever pushes now makes that attempt himself, and must not be told of another one. */
    private static boolean isOfAFailure(DeliveryCommand command) {
        return command instanceof DeliveryCommand.ReportFailedAttempt
                || command instanceof DeliveryCommand.ReportCallbackFailing;
    }

    private void told(int size) {
        synchronized (this) {
            telling = false;
        }
        room.release(size);
        flush();
    }

    private void again(DeliveryCommand command, int size, Throwable failure) {
        LOG.warn(
                "{} of {} could not be stored, trying again", command.getClass().getSimpleName(), customerId, failure);
        var unused = timer.schedule(() -> send(command, size), AGAIN_AFTER.toMillis(), TimeUnit.MILLISECONDS);
    }
}
