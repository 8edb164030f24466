package io.punchgate.command.push.line;

import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.Streams;
import io.punchgate.command.push.Punches;
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

    private sealed interface Event {
        record Recorded(QueuedPunch punch) implements Event {}

        record Delivered(long sequence) implements Event {}

        record Failed(long sequence) implements Event {}

        record Settled(long sequence) implements Event {}
    }

    private final SplittableRandom random;
    private final EventStore store = EmbeddedEventStore.builder()
            .storageEngine(new InMemoryEventStorageEngine())
            .build();
    private final PunchReader reader = new PunchReader(store);
    private final List<Event> log = new ArrayList<>();
    private final Deque<Event> untold = new ArrayDeque<>();
    private final Set<Long> answered = new HashSet<>();
    private final Set<Long> told = new HashSet<>();
    private long firstUnanswered;
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
            QueuedPunch punch = new QueuedPunch(recorded, Punches.of("p" + recorded, KEY.sn()));
            String stream = Streams.device(KEY.sn());
            store.publish(new GenericDomainEventMessage<>("test", stream, recorded, punch.punch()));
            log.add(new Event.Recorded(punch));
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
            return;
        }
        durablePosition = position;
        durableSaga = saga;
        if (line != null) {
            durable = line.row();
            line = line.isSpent() ? null : line;
        }
    }

    private void take(Event event) {
        if (event instanceof Event.Recorded told && line == null) {
            long before = told.punch().sequence() - 1;
            line = new DeviceLine(new LineRow(KEY, before, before, null));
        }
        DeviceLine known = line;
        switch (event) {
            case Event.Recorded told -> {
                if (known != null) {
                    known.hand(told.punch());
                }
            }
            case Event.Delivered told -> {
                if (known != null) {
                    known.recordDelivered(told.sequence());
                }
                settled.add(told.sequence());
            }
            case Event.Failed told -> {
                if (known != null && known.isPending(told.sequence())) {
                    saga = told.sequence();
                    known.recordFailed(told.sequence(), id(told.sequence()));
                }
            }
            case Event.Settled told -> {
                if (known != null) {
                    known.recordSettled(told.sequence(), id(told.sequence()));
                }
                saga = null;
                settled.add(told.sequence());
            }
        }
        push();
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
                check(underWay.sequence());
            }
        }
    }

    /** Whoever is sent comes after all before him, and is not known to have arrived. */
    private void check(long sequence) {
        while (answered.remove(firstUnanswered)) {
            firstUnanswered++;
        }
        assertThat(sequence).as("no one is overtaken").isLessThanOrEqualTo(firstUnanswered);
        assertThat(told.contains(sequence)).as("known to have arrived").isFalse();
    }

    private void answer(boolean acknowledged) {
        QueuedPunch sent = underWay;
        DeviceLine sending = line;
        if (sent == null || sending == null) {
            return;
        }
        underWay = null;
        if (acknowledged) {
            answered.add(sent.sequence());
            untold.add(new Event.Delivered(sent.sequence()));
            job = sending.acknowledged(sent.sequence());
        } else {
            job = false;
            assertThat(sending.hold(sent.sequence(), id(sent.sequence()))).isTrue();
            untold.add(new Event.Failed(sent.sequence()));
        }
    }

    private void tell() {
        Event next = untold.poll();
        if (next != null) {
            log.add(next);
            if (next instanceof Event.Delivered delivered) {
                told.add(delivered.sequence());
            }
        }
    }

    /** The saga's attempt is acknowledged, or it gives up; or it fails once more. */
    private void retry(boolean ends) {
        Long sequence = saga;
        boolean once = sequence != null && position == log.size() && untold.isEmpty() && !told.contains(sequence);
        if (once && sequence != null) {
            if (ends) {
                answered.add(sequence);
                told.add(sequence);
            }
            log.add(ends ? new Event.Settled(sequence) : new Event.Failed(sequence));
        }
    }

    private void crash() {
        untold.clear();
        underWay = null;
        job = false;
        position = durablePosition;
        saga = durableSaga;
        sendFrom = log.size();
        LineRow row = durable;
        line = row != null && row.done() < row.handed() ? new DeviceLine(row) : null;
    }

    @Override
    public String toString() {
        return "recorded " + recorded + ", settled " + settled.size() + ", position " + position + "/" + log.size()
                + " from " + sendFrom + ", line " + (line == null ? null : line.row()) + ", job " + job + ", saga "
                + saga + ", under way " + underWay + ", untold " + untold.size() + ", durable " + durable + "/"
                + durablePosition + ", log " + log.subList(Math.max(0, log.size() - 6), log.size());
    }

    private static String id(long sequence) {
        return "p" + sequence;
    }
}
