package io.punchgate.command.delivery.line;

import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.CallbackId;
import io.punchgate.api.customer.CallbackWants;
import io.punchgate.command.delivery.line.LineLog.LineEvent;
import io.punchgate.command.delivery.outbox.Backlog;
import io.punchgate.command.delivery.store.LineKey;
import io.punchgate.command.delivery.store.LineRow;
import io.punchgate.command.delivery.store.QueuedPunch;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** The surroundings of one line, step by step: a log, a processor behind it, an outbox, sagas, and crashes. */
final class LineWorld {

    private static final LineKey KEY = new LineKey(CallbackId.ofDefault("acme"), "SN");
    private final SplittableRandom random;
    private final LineLog log = new LineLog(KEY.sn());
    private final Deque<LineEvent> outbox = new ArrayDeque<>();
    private final LineAnswers answers = new LineAnswers();
    private final Set<Long> settled = new HashSet<>();
    private int position;
    private int sendFrom;
    private @Nullable DeviceLine line;
    private @Nullable QueuedPunch underWay;
    private boolean job;
    private @Nullable Long saga;
    private Durable durable = new Durable(0, null, null);

    /** All that a crash leaves. */
    private record Durable(
            int position, @Nullable LineRow row, @Nullable Long saga) {}

    LineWorld(SplittableRandom random) {
        this.random = random;
    }

    void step() {
        switch (random.nextInt(12)) {
            case 0, 1, 2 -> log.record(random.nextInt(100) == 0 ? 150 : 1);
            case 3, 4 -> follow(1 + random.nextInt(4), random.nextInt(10) == 0);
            case 5, 6 -> begin();
            case 7 -> answer(true);
            case 8 -> answer(random.nextInt(3) > 0);
            case 9 -> store();
            case 10 -> retry(random.nextInt(3) > 0);
            default -> {
                if (random.nextInt(20) == 0) {
                    crash();
                }
            }
        }
        assertThat(line == null ? 0 : line.memory.size()).isLessThanOrEqualTo(2 * LineMemory.PUNCHES_MAX);
    }

    /** Lets everything go well from now on. Returns whether it all ends. */
    boolean settleAll() {
        for (long steps = 0; steps < 20 * log.recorded() + 100 && settled.size() < log.recorded(); steps++) {
            follow(100, false);
            begin();
            answer(true);
            store();
            retry(true);
        }
        return settled.size() == log.recorded();
    }

    /** The processor takes in a batch; what is rolled back is loaded anew, as after a crash. */
    private void follow(int events, boolean rollBack) {
        int end = Math.min(log.size(), position + events);
        for (; position < end; position++) {
            take(log.get(position));
        }
        if (rollBack) {
            crash();
        }
        durable = new Durable(position, line == null ? durable.row() : line.row(), saga);
        if (line != null) {
            line = line.isSpent() ? null : line;
        }
    }

    private void take(LineEvent event) {
        if (event instanceof LineEvent.Recorded told && line == null) {
            line = emptyAfter(told.punch().sequence() - 1);
        }
        DeviceLine known = line == null ? emptyAfter(log.recorded()) : line;
        switch (event) {
            case LineEvent.Recorded told -> known.hand(told.punch());
            case LineEvent.Delivered told -> {
                known.recordSettled(told.sequence(), LineLog.id(told.sequence()));
                settled.add(told.sequence());
            }
            case LineEvent.Failed told -> {
                saga = known.isPending(told.sequence()) ? Long.valueOf(told.sequence()) : saga;
                known.recordFailed(told.sequence(), LineLog.id(told.sequence()));
            }
            case LineEvent.Settled told -> {
                known.recordSettled(told.sequence(), LineLog.id(told.sequence()));
                saga = null;
                settled.add(told.sequence());
            }
        }
        push();
    }

    private static DeviceLine emptyAfter(long sequence) {
        return new DeviceLine(LineRow.startingAfter(KEY, sequence), CallbackWants.ALL_PUNCHES, new Backlog());
    }

    private void push() {
        if (position >= sendFrom && line != null && line.queue()) {
            job = true;
        }
    }

    private void begin() {
        push();
        if (job && underWay == null && line != null) {
            List<QueuedPunch> next = line.next(log.reader(), 1);
            underWay = next.isEmpty() ? null : next.getFirst();
            job = underWay != null;
            if (underWay != null) {
                answers.check(underWay.sequence());
            }
        }
    }

    private void answer(boolean acknowledged) {
        QueuedPunch sent = underWay;
        DeviceLine sending = line;
        if (sent == null || sending == null) {
            return;
        }
        underWay = null;
        if (acknowledged) {
            answers.answered(sent.sequence());
            outbox.add(new LineEvent.Delivered(sent.sequence()));
            job = sending.acknowledged(sent.sequence());
        } else {
            job = false;
            assertThat(sending.hold(sent.sequence(), LineLog.id(sent.sequence())))
                    .isTrue();
            outbox.add(new LineEvent.Failed(sent.sequence()));
        }
    }

    private void store() {
        if (outbox.peek() instanceof LineEvent.Delivered delivered) {
            answers.stored(delivered.sequence());
        }
        if (!outbox.isEmpty()) {
            log.add(outbox.remove());
        }
    }

    /** The saga's attempt is acknowledged, or it gives up; or it fails once more. */
    private void retry(boolean ends) {
        Long punch = saga;
        if (punch == null || position < log.size() || !outbox.isEmpty() || answers.isStored(punch)) {
            return;
        }
        if (ends) {
            answers.answered(punch);
            answers.stored(punch);
        }
        log.add(ends ? new LineEvent.Settled(punch) : new LineEvent.Failed(punch));
    }

    private void crash() {
        outbox.clear();
        underWay = null;
        job = false;
        position = durable.position();
        saga = durable.saga();
        sendFrom = log.size();
        @Nullable LineRow row = durable.row();
        line = row != null && row.done() < row.handed()
                ? new DeviceLine(row, CallbackWants.ALL_PUNCHES, new Backlog())
                : null;
    }
}
