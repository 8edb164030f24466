package io.punchgate.command.delivery.batch;

import io.netty.buffer.ByteBufUtil;
import io.punchgate.api.customer.CallbackFormat;
import io.punchgate.api.delivery.DeliveryCommand.RecordLaterDelivery;
import io.punchgate.api.delivery.Verdict;
import io.punchgate.command.delivery.gate.PushJob;
import io.punchgate.command.delivery.outbox.CallbackPush;
import io.punchgate.command.delivery.store.CallbackFacts;
import io.punchgate.command.delivery.store.QueuedPunch;
import io.punchgate.command.delivery.webhook.Outcome;
import io.punchgate.command.delivery.webhook.PushSender;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sends the next punches of several lines in one request. A batch that is rejected is halved, and the halves are sent one
 * after the other, until the rejected punch stands alone: that is a failed attempt of it. Every other failure is one of the
 * first punch of each device, which its saga retries; those behind it wait.
 *
 * <p>Each run is one request, so that halves keep to the limits of the gate as other requests do.
 */
public final class BatchJob implements PushJob {

    /** Events in one request. */
    public static final int EVENTS_MAX = 100;
    /** Of one request's body, about. A single event may be larger. */
    static final int BYTES_MAX = 1 << 20;

    private final CallbackPush callback;
    private final PushSender sender;
    /** Lines that wait for this job, and for nothing else. */
    private final Set<BatchLine> lines = new LinkedHashSet<>();
    /** The events still to be sent, one request each. */
    private final Deque<List<BatchEvent>> parts = new ArrayDeque<>();

    private boolean begun;

    private BatchJob(CallbackPush callback, PushSender sender) {
        this.callback = callback;
        this.sender = sender;
    }

    /** A job for that line and those that wait right behind it at the gate, as many as fill a batch. */
    public static BatchJob of(BatchLine first, Queue<PushJob> waiting, CallbackPush callback, PushSender sender) {
        BatchJob job = new BatchJob(callback, sender);
        job.lines.add(first);
        int ready = first.ready(EVENTS_MAX);
        while (ready < EVENTS_MAX && waiting.peek() instanceof BatchLine next) {
            waiting.remove();
            job.lines.add(next);
            ready += next.ready(EVENTS_MAX);
        }
        return job;
    }

    @Override
    public boolean run() {
        try {
            if (!begun) {
                begun = true;
                take();
            }
            if (callback.gate().facts().format() == CallbackFormat.CLOUDEVENTS_BATCH) {
                sendNext();
            } else {
                parts.clear(); // it was set anew: the lines send by themselves
            }
        } catch (RuntimeException e) {
            parts.clear();
            lines.forEach(line -> line.repeatLater(e));
            lines.clear();
        }
        if (!parts.isEmpty()) {
            return true;
        }
        callback.gate().submit(lines);
        return false;
    }

    /** Takes the next punches of the lines. Those that find no room wait at the gate again. */
    private void take() {
        List<BatchEvent> events = new ArrayList<>(EVENTS_MAX);
        int bytes = 0;
        for (BatchLine line : List.copyOf(lines)) {
            int room = bytes < BYTES_MAX ? EVENTS_MAX - events.size() : 0;
            List<QueuedPunch> punches = room > 0 ? line.next(room) : List.of();
            if (room > 0 && punches.isEmpty()) {
                lines.remove(line);
            }
            for (QueuedPunch punch : punches) {
                PushSender.Event event = sender.event(punch.event(), callback.callback());
                bytes += ByteBufUtil.utf8Bytes(event.json());
                if (bytes > BYTES_MAX && !events.isEmpty()) {
                    break;
                }
                events.add(new BatchEvent(line, punch, event, sender.persons().sealing(punch.event())));
            }
        }
        parts.add(events);
    }

    private void sendNext() {
        List<BatchEvent> part = parts.removeFirst();
        if (part.stream()
                .anyMatch(event -> sender.persons().isErased(event.punch().event()))) {
            parts.clear(); // the lines pass what was erased since
            return;
        }
        part.removeIf(event -> !lines.contains(event.line()) || !event.isStillNext());
        if (part.isEmpty()) {
            return;
        }
        CallbackFacts facts = callback.gate().facts();
        List<PushSender.Event> events = part.stream().map(BatchEvent::event).toList();
        Outcome outcome = sender.send(events, serviceTag(part), facts, callback.gate()::isStillAdmitted);
        if (Thread.currentThread().isInterrupted()) {
            forget(); // The process stops: the next start makes this attempt again.
        } else if (callback.gate().lease().isOver()) {
            forget();
            endedLate(part, outcome);
        } else {
            ended(part, outcome, facts.url());
        }
    }

    private void forget() {
        parts.clear();
        lines.clear();
    }

    /** The tag of all, if they have one: an address names one device, or none. */
    private static String serviceTag(List<BatchEvent> part) {
        String first = part.getFirst().line().serviceTagId();
        return part.stream().allMatch(event -> event.line().serviceTagId().equals(first)) ? first : "";
    }

    private void ended(List<BatchEvent> part, Outcome outcome, @Nullable String called) {
        switch (outcome) {
            case Outcome.Acknowledged acknowledged -> acknowledged(part, acknowledged);
            case Outcome.Failed failed -> {
                if (failed.verdict() == Verdict.REJECTED && part.size() > 1) {
                    halve(part);
                    callback.leaveAlone(failed, called);
                    callback.gate().noteRejection();
                } else {
                    failed(part, failed, called);
                }
            }
            case Outcome.Withdrawn withdrawn -> parts.addFirst(part);
        }
    }

    private void acknowledged(List<BatchEvent> part, Outcome.Acknowledged outcome) {
        callback.gate().note(false);
        callback.backlog().answeredWithin(outcome.attempt().latencyMillis());
        callback.outbox()
                .addAcknowledgements(
                        part.stream().map(event -> event.delivered(outcome)).toList());
        part.forEach(this::pass);
    }

    private void pass(BatchEvent event) {
        if (!event.line().acknowledged(event.punch())) {
            lines.remove(event.line());
        }
    }

    private void halve(List<BatchEvent> part) {
        int middle = (part.size() + 1) / 2;
        parts.addFirst(new ArrayList<>(part.subList(middle, part.size())));
        parts.addFirst(new ArrayList<>(part.subList(0, middle)));
    }

    /** The first punch of each device is told; for the gate it is one request. */
    private void failed(List<BatchEvent> part, Outcome.Failed failed, @Nullable String called) {
        Set<BatchLine> held = new HashSet<>();
        for (BatchEvent event : part) {
            if (held.contains(event.line())) {
                continue;
            }
            if (event.line().hold(event.punch())) {
                held.add(event.line());
                lines.remove(event.line());
                callback.reportAttempt(event.punch().ref(), failed.keptAs(event.kept()), called);
            } else {
                pass(event);
            }
        }
        if (!held.isEmpty()) {
            callback.countFailure(failed, called);
        }
    }

    /** Another process pushes by now. An acknowledgement still ends its retries; it reports failures of its own. */
    private void endedLate(List<BatchEvent> part, Outcome outcome) {
        if (outcome instanceof Outcome.Acknowledged acknowledged) {
            part.forEach(event ->
                    callback.outbox().add(new RecordLaterDelivery(callback.callback(), event.delivered(acknowledged))));
        }
    }
}
