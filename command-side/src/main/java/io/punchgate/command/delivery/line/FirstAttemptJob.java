package io.punchgate.command.delivery.line;

import io.punchgate.api.customer.CallbackFormat;
import io.punchgate.api.delivery.DeliveryCommand.Delivered;
import io.punchgate.api.delivery.DeliveryCommand.RecordLaterDelivery;
import io.punchgate.command.delivery.batch.BatchJob;
import io.punchgate.command.delivery.batch.BatchLine;
import io.punchgate.command.delivery.gate.PushJob;
import io.punchgate.command.delivery.gate.PushThreads;
import io.punchgate.command.delivery.outbox.CallbackPush;
import io.punchgate.command.delivery.store.CallbackFacts;
import io.punchgate.command.delivery.store.DeviceFacts;
import io.punchgate.command.delivery.store.PunchReader;
import io.punchgate.command.delivery.store.QueuedPunch;
import io.punchgate.command.delivery.webhook.Outcome;
import io.punchgate.command.delivery.webhook.PushSender;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the first attempt for the punch at the head of a line. */
record FirstAttemptJob(
        DeviceLine line,
        CallbackPush callback,
        KnownDevices devices,
        PunchReader reader,
        PushSender sender,
        PushThreads threads)
        implements BatchLine {

    private static final Duration REPEAT_AFTER = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(FirstAttemptJob.class);

    @Override
    public boolean run() {
        try {
            List<QueuedPunch> head = next(1);
            return !head.isEmpty() && send(head.getFirst());
        } catch (RuntimeException e) {
            repeatLater(e);
            return false;
        }
    }

    @Override
    public @Nullable CompletableFuture<Boolean> begin() {
        CallbackFacts facts = callback.gate().facts();
        @Nullable QueuedPunch head = line.peek();
        @Nullable DeviceFacts device = devices.known(line.key());
        if (head == null || device == null || isErased(head) || !sender.isReady(head.event(), facts, device)) {
            return null;
        }
        try {
            CompletableFuture<Boolean> more = new CompletableFuture<>();
            var unused = sender.begin(head.event(), facts, device, callback.gate()::isStillAdmitted)
                    .thenAccept(outcome -> answered(head, outcome, facts.url(), more));
            return more;
        } catch (RuntimeException e) {
            repeatLater(e);
            return CompletableFuture.completedFuture(false);
        }
    }

    private void answered(QueuedPunch head, Outcome outcome, @Nullable String called, CompletableFuture<Boolean> more) {
        if (isTaken(head, outcome)) {
            more.complete(line.acknowledged(head.sequence()));
        } else {
            threads.run(() -> more.complete(finish(head, outcome, called)));
        }
    }

    /** Notes an acknowledgement, unless that may have to wait. */
    private boolean isTaken(QueuedPunch head, Outcome outcome) {
        boolean taken = outcome instanceof Outcome.Acknowledged acknowledged
                && !callback.gate().lease().isOver()
                && callback.outbox().offerAcknowledgement(new Delivered(head.ref(), acknowledged.attempt()));
        if (taken) {
            noteAnswer(outcome);
        }
        return taken;
    }

    private void noteAnswer(Outcome outcome) {
        callback.gate().note(false);
        callback.backlog().answeredWithin(outcome.attempt().latencyMillis());
    }

    private boolean finish(QueuedPunch head, Outcome outcome, @Nullable String called) {
        try {
            return !Thread.currentThread().isInterrupted() && ended(head, outcome, called);
        } catch (RuntimeException e) {
            repeatLater(e);
            return false;
        }
    }

    @Override
    public PushJob with(Queue<PushJob> waiting) {
        boolean batched = callback.gate().facts().format() == CallbackFormat.CLOUDEVENTS_BATCH;
        return batched ? BatchJob.of(this, waiting, callback, sender) : this;
    }

    @Override
    public int ready(int max) {
        return line.ready(max);
    }

    /** Those before the first that was erased; one of these at the head is passed. */
    @Override
    public List<QueuedPunch> next(int max) {
        List<QueuedPunch> next = line.next(reader, max);
        List<QueuedPunch> living = living(next);
        while (living.isEmpty() && !next.isEmpty()) {
            QueuedPunch erased = next.getFirst();
            callback.outbox().add(sender.persons().end(callback.callback(), erased.ref()));
            next = line.acknowledged(erased.sequence()) ? line.next(reader, max) : List.of();
            living = living(next);
        }
        return living;
    }

    private List<QueuedPunch> living(List<QueuedPunch> next) {
        return next.stream().takeWhile(punch -> !isErased(punch)).toList();
    }

    private boolean isErased(QueuedPunch punch) {
        return sender.persons().isErased(punch.event());
    }

    @Override
    public boolean isNext(QueuedPunch punch) {
        return line.isNext(punch.sequence());
    }

    @Override
    public boolean acknowledged(QueuedPunch punch) {
        return line.acknowledged(punch.sequence());
    }

    @Override
    public boolean hold(QueuedPunch punch) {
        return line.hold(punch.sequence(), punch.event().pushedId());
    }

    @Override
    public String serviceTagId() {
        @Nullable DeviceFacts device = devices.find(line.key());
        return device == null ? "" : device.serviceTagId();
    }

    @Override
    public void repeatLater(RuntimeException cause) {
        LOG.warn(
                "the next push of device {} could not be made, next try in {} ms",
                line.key().sn(),
                REPEAT_AFTER.toMillis(),
                cause);
        threads.later(REPEAT_AFTER, () -> callback.gate().submit(this));
    }

    private boolean send(QueuedPunch head) {
        CallbackFacts facts = callback.gate().facts();
        Outcome outcome = sender.send(head.event(), facts, devices.find(line.key()), callback.gate()::isStillAdmitted);
        // Where the process stops, the next start makes this attempt again.
        return !Thread.currentThread().isInterrupted() && ended(head, outcome, facts.url());
    }

    private boolean ended(QueuedPunch head, Outcome outcome, @Nullable String called) {
        if (callback.gate().lease().isOver()) {
            return endedLate(head, outcome);
        }
        return switch (outcome) {
            case Outcome.Acknowledged acknowledged -> {
                callback.outbox().addAcknowledgement(new Delivered(head.ref(), acknowledged.attempt()));
                noteAnswer(outcome);
                yield acknowledged(head);
            }
            case Outcome.Failed failed -> {
                boolean held = hold(head);
                if (held) {
                    callback.reportFailure(head.ref(), failed, called);
                }
                yield !held && acknowledged(head);
            }
            case Outcome.Withdrawn withdrawn -> true;
        };
    }

    /** Another process pushes by now. An acknowledgement still ends its retries; it reports failures of its own. */
    private boolean endedLate(QueuedPunch head, Outcome outcome) {
        if (outcome instanceof Outcome.Acknowledged acknowledged) {
            callback.outbox()
                    .add(new RecordLaterDelivery(
                            callback.callback(), new Delivered(head.ref(), acknowledged.attempt())));
        }
        return false;
    }
}
