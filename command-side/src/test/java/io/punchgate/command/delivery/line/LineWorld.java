package io.punchgate.command.delivery.line;

import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.Streams;
import io.punchgate.command.delivery.Punches;
import io.punchgate.command.delivery.store.LineKey;
import io.punchgate.command.delivery.store.LineRow;
import io.punchgate.command.delivery.store.PunchReader;
import io.punchgate.command.delivery.store.QueuedPunch;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.jspecify.annotations.Nullable;

/** All that surrounds one line, step by step: a log, a processor behind it, outcomes not yet told, sagas, and crashes. */
final class LineWorld {

    private static final LineKey KEY = new LineKey("acme", "SN");
    private final SplittableRandom random;
    private final EventStore store = EmbeddedEventStore.builder()
            .storageEngine(new InMemoryEventStorageEngine())
            .build();
    private final PunchReader reader = new PunchReader(store);
    private final List<LineEvent> log = new ArrayList<>();
    private final Deque<LineEvent> untold = new ArrayDeque<>();
    private final LineAnswers answers = new LineAnswers();
    private final Set<Long> settled = new HashSet<>();
    private long recorded;
    private int position;
    private int sendFrom;
    private @Nullable DeviceLine line;
    private @Nullable QueuedPunch underWay;
    private boolean job;
    private @Nullable Long saga;
    private int durablePosition;
    private @Nullable LineRow durable;
    private @Nullable Long durableSaga;

    LineWorld(SplittableRandom random) {
        this.random = random;
    }

    void step() {
        switch (random.nextInt(12)) {
            case 0, 1, 2 -> record(random.nextInt(100) == 0 ? 150 : 1);
            case 3, 4 -> follow(1 + random.nextInt(4), random.nextInt(10) == 0);
            case 5, 6 -> begin();
            case 7 -> answer(true);
            case 8 -> answer(random.nextInt(3) > 0);
            case 9 -> tell();
            case 10 -> retry(random.nextInt(3) > 0);
            default -> {
                if (random.nextInt(20) == 0) {
                    crash();
                }
            }
        }
        assertThat(line == null ? 0 : line.inMemory()).isLessThanOrEqualTo(2 * DeviceLine.IN_MEMORY_MAX);
    }

    /** Lets everything go well from now on. Whether it all ends. */
    boolean settleAll() {
        for (long steps = 0; steps < 20 * recorded + 100 && settled.size() < recorded; steps++) {
            follow(100, false);
            begin();
            answer(true);
            tell();
            retry(true);
        }
        return settled.size() == recorded;
    }

    private void record(int punches) {
        for (int i = 0; i < punches; i++) {
            QueuedPunch punch = new QueuedPunch(recorded, Punches.of(id(recorded), KEY.sn()));
            store.publish(new GenericDomainEventMessage<>("test", Streams.device("SN"), recorded, punch.punch()));
            log.add(new LineEvent.Recorded(punch));
            recorded++;
        }
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
        durablePosition = position;
        durableSaga = saga;
        if (line != null) {
            durable = line.row();
            line = line.isSpent() ? null : line;
        }
    }

    private void take(LineEvent event) {
        if (event instanceof LineEvent.Recorded told && line == null) {
            line = emptyAfter(told.punch().sequence() - 1);
        }
        DeviceLine known = line == null ? emptyAfter(recorded) : line;
        switch (event) {
            case LineEvent.Recorded told -> known.hand(told.punch());
            case LineEvent.Delivered told -> {
                known.recordDelivered(told.sequence());
                settled.add(told.sequence());
            }
            case LineEvent.Failed told -> {
                saga = known.isPending(told.sequence()) ? Long.valueOf(told.sequence()) : saga;
                known.recordFailed(told.sequence(), id(told.sequence()));
            }
            case LineEvent.Settled told -> {
                known.recordSettled(told.sequence(), id(told.sequence()));
                saga = null;
                settled.add(told.sequence());
            }
        }
        push();
    }

    private static DeviceLine emptyAfter(long sequence) {
        return new DeviceLine(new LineRow(KEY, sequence, sequence, null), new Backlog());
    }

    private void push() {
        if (position >= sendFrom && line != null && line.queue()) {
            job = true;
        }
    }

    private void begin() {
        push();
        if (job && underWay == null && line != null) {
            underWay = line.head(reader);
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
            untold.add(new LineEvent.Delivered(sent.sequence()));
            job = sending.acknowledged(sent.sequence());
        } else {
            job = false;
            assertThat(sending.hold(sent.sequence(), id(sent.sequence()))).isTrue();
            untold.add(new LineEvent.Failed(sent.sequence()));
        }
    }

    private void tell() {
        if (untold.peek() instanceof LineEvent.Delivered delivered) {
            answers.told(delivered.sequence());
        }
        log.addAll(untold.isEmpty() ? List.of() : List.of(untold.remove()));
    }

    /** The saga's attempt is acknowledged, or it gives up; or it fails once more. */
    private void retry(boolean ends) {
        Long punch = saga;
        if (punch == null || position < log.size() || !untold.isEmpty() || answers.isTold(punch)) {
            return;
        }
        if (ends) {
            answers.answered(punch);
            answers.told(punch);
        }
        log.add(ends ? new LineEvent.Settled(punch) : new LineEvent.Failed(punch));
    }

    private void crash() {
        untold.clear();
        underWay = null;
        job = false;
        position = durablePosition;
        saga = durableSaga;
        sendFrom = log.size();
        line = durable != null && durable.done() < durable.handed() ? new DeviceLine(durable, new Backlog()) : null;
    }

    private static String id(long sequence) {
        return "p" + sequence;
    }
}
