package io.punchgate.command.delivery.outbox;

import io.punchgate.api.CallbackId;
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
 * The outbox of one callback: it sends the commands to the callback's aggregate in order and one at a time, and
 * acknowledgements that wait go into one command. It repeats a command that fails until the command is stored.
 */
public final class DeliveryOutbox {

    /** Entries whose commands are not stored yet. A crash repeats at most so many pushes. */
    static final int ENTRIES_MAX = 2_000;

    static final int BATCH_MAX = 500;
    private static final Duration REPEAT_AFTER = Duration.ofMillis(500);
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryOutbox.class);

    private sealed interface Entry {
        record Acknowledgement(Delivered delivered) implements Entry {}

        record Other(DeliveryCommand command) implements Entry {}
    }

    private final CallbackId callback;
    private final CommandGateway commands;
    private final ScheduledExecutorService timer;
    private final Lease lease;
    private final Room room = new Room();
    private final Deque<Entry> entries = new ArrayDeque<>();
    private boolean sending;

    /** An outbox for the time of that lease. */
    public DeliveryOutbox(CallbackId callback, CommandGateway commands, ScheduledExecutorService timer, Lease lease) {
        this.lease = lease;
        this.callback = callback;
        this.commands = commands;
        this.timer = timer;
    }

    /** Takes less than nothing where it may not wait. */
    private static final class Room extends Semaphore {
        private static final long serialVersionUID = 1L;

        Room() {
            super(ENTRIES_MAX);
        }

        void takeAnyway() {
            reducePermits(1);
        }
    }

    /** Adds a first attempt that was acknowledged. Blocks while the outbox is full. */
    public void addAcknowledgement(Delivered delivered) {
        put(new Entry.Acknowledgement(delivered));
    }

    /** Adds first attempts that one answer acknowledged, at most {@link #BATCH_MAX}. Blocks while the outbox has no room for them. */
    public void addAcknowledgements(List<Delivered> delivered) {
        room.acquireUninterruptibly(delivered.size());
        synchronized (this) {
            delivered.forEach(each -> entries.add(new Entry.Acknowledgement(each)));
        }
        sendNext();
    }

    /** Adds a first attempt that was acknowledged, if the outbox is not full. Returns whether it did. */
    public boolean offerAcknowledgement(Delivered delivered) {
        boolean offered = room.tryAcquire();
        if (offered) {
            queue(new Entry.Acknowledgement(delivered));
        }
        return offered;
    }

    /** Adds any other command. Blocks while the outbox is full. */
    public void add(DeliveryCommand command) {
        put(new Entry.Other(command));
    }

    /**
     * Adds a command at once, for threads that work for all customers. There are never more of these than a callback has
     * sagas.
     */
    public void addWithoutWaiting(DeliveryCommand command) {
        room.takeAnyway();
        queue(new Entry.Other(command));
    }

    /** Tells whether every command is stored. */
    public synchronized boolean isEmpty() {
        return entries.isEmpty() && !sending;
    }

    private void put(Entry entry) {
        room.acquireUninterruptibly();
        queue(entry);
    }

    private void queue(Entry entry) {
        synchronized (this) {
            entries.add(entry);
        }
        sendNext();
    }

    private void sendNext() {
        List<Delivered> batch = new ArrayList<>();
        @Nullable DeliveryCommand command;
        synchronized (this) {
            if (sending || entries.isEmpty()) {
                return;
            }
            command = take(batch);
            sending = true;
        }
        send(command == null ? new RecordDeliveries(callback, batch) : command, Math.max(1, batch.size()));
    }

    /** Takes the acknowledgements at the front into the batch, or else the one other command there. */
    private @Nullable DeliveryCommand take(List<Delivered> batch) {
        while (batch.size() < BATCH_MAX && entries.peek() instanceof Entry.Acknowledgement first) {
            batch.add(first.delivered());
            entries.remove();
        }
        return batch.isEmpty() && entries.poll() instanceof Entry.Other other ? other.command() : null;
    }

    private void send(DeliveryCommand command, int size) {
        if (lease.isOver() && isOfAFailure(command)) {
            done(size);
            return;
        }
        try {
            var unused = commands.send(command).whenComplete((reply, failure) -> {
                if (failure == null) {
                    done(size);
                } else {
                    repeat(command, size, failure);
                }
            });
        } catch (RuntimeException e) {
            repeat(command, size, e);
        }
    }

    /** Failures belong to the lease: the process that pushes next makes the attempt itself, and reports that one. */
    private static boolean isOfAFailure(DeliveryCommand command) {
        return command instanceof DeliveryCommand.ReportFailedAttempt
                || command instanceof DeliveryCommand.ReportCallbackFailing;
    }

    private void done(int size) {
        synchronized (this) {
            sending = false;
        }
        room.release(size);
        sendNext();
    }

    private void repeat(DeliveryCommand command, int size, Throwable failure) {
        LOG.warn(
                "{} of callback {} is not stored, next try in {} ms",
                command.getClass().getSimpleName(),
                callback.key(),
                REPEAT_AFTER.toMillis(),
                failure);
        var unused = timer.schedule(() -> send(command, size), REPEAT_AFTER.toMillis(), TimeUnit.MILLISECONDS);
    }
}
