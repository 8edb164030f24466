package io.punchgate.command.delivery.store;

import io.punchgate.api.Streams;
import io.punchgate.api.delivery.PunchRef;
import io.punchgate.api.device.PushedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.stereotype.Component;

/** Reads punches and corrections back from their devices' streams. */
@Component
public class PunchReader {

    /** Each read takes a connection; too many at once would keep the processors from reading answers. */
    private static final int PAGES_AT_ONCE = 2;

    private final EventStore events;
    private final Semaphore turns = new Semaphore(PAGES_AT_ONCE);

    public PunchReader(EventStore events) {
        this.events = events;
    }

    /** The line's punches with sequences {@code from} to {@code to}, inclusive, at most {@code max} of them. */
    public List<QueuedPunch> page(LineKey line, long from, long to, int max) {
        turns.acquireUninterruptibly();
        try {
            return read(line, from, to, max);
        } finally {
            turns.release();
        }
    }

    private List<QueuedPunch> read(LineKey line, long from, long to, int max) {
        List<QueuedPunch> page = new ArrayList<>();
        DomainEventStream stream = events.readEvents(Streams.device(line.sn()), from);
        while (page.size() < max && stream.hasNext()) {
            DomainEventMessage<?> event = stream.next();
            if (event.getSequenceNumber() > to) {
                break;
            }
            if (event.getPayload() instanceof PushedEvent pushed
                    && pushed.customerId().equals(line.customerId())) {
                page.add(new QueuedPunch(event.getSequenceNumber(), pushed));
            }
        }
        return page;
    }

    /** The punch of that reference; empty if the stream holds none there. */
    public Optional<PushedEvent> find(PunchRef ref) {
        DomainEventStream stream = events.readEvents(Streams.device(ref.sn()), ref.sequence());
        return stream.hasNext() && stream.next().getPayload() instanceof PushedEvent pushed
                ? Optional.of(pushed)
                : Optional.empty();
    }
}
