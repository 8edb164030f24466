package io.punchgate.runtime.log.deadletter;

import java.util.HashSet;
import java.util.Set;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.deadletter.GenericDeadLetter;
import org.axonframework.messaging.deadletter.ThrowableCause;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The events that one group set aside. For the thread of its event processor, in its transactions: while the group sets
 * nothing aside, this costs a look into an empty set an event, and a query each time that the claim is taken.
 */
final class SetAside {

    /** Events of one stream that are set aside for themselves; more of them are in the log alone. */
    static final int OF_STREAM_MAX = 100;

    private static final int CAUSE_CHARACTERS_MAX = 500;
    private static final Logger LOG = LoggerFactory.getLogger(SetAside.class);

    private final String group;
    private final DeadLetterTable table;
    private final Runnable passedOver;
    /** Null: not read since the claim was taken. */
    private @Nullable Set<String> sequences;

    SetAside(String group, DeadLetterTable table, Runnable passedOver) {
        this.group = group;
        this.table = table;
        this.passedOver = passedOver;
    }

    DeadLetterTable table() {
        return table;
    }

    /** Another process may have the claim until this one takes it anew. */
    void forget() {
        sequences = null;
    }

    boolean isEmpty() {
        return sequences().isEmpty();
    }

    /** Sets an event aside if one before it in its sequence is. */
    boolean takesBehind(EventMessage<?> event) {
        if (isEmpty()) {
            return false;
        }
        String sequence = SequenceOfEvent.of(event);
        if (!sequences().contains(sequence)) {
            return false;
        }
        if (table.ofSequence(sequence) >= DeadLetterTable.SEQUENCE_EVENTS_MAX) {
            LOG.error(
                    "{}: {} events of {} wait behind one that is set aside; one more is passed over",
                    group,
                    DeadLetterTable.SEQUENCE_EVENTS_MAX,
                    sequence);
            passedOver.run();
            return true;
        }
        return table.queue().enqueueIfPresent(sequence, () -> new GenericDeadLetter<>(sequence, event));
    }

    /**
     * Sets aside an event that its handler cannot take, in the current transaction. A stream that fills its share has further
     * events passed over: they stay in the log.
     *
     * @throws org.axonframework.messaging.deadletter.DeadLetterQueueOverflowException if the group has set aside so much that
     *     the handler must be at fault
     */
    void add(EventMessage<?> event, Throwable failure) {
        String sequence = SequenceOfEvent.of(event);
        String stream = SequenceOfEvent.streamOf(event);
        String type = event.getPayloadType().getSimpleName();
        if (!sequence.equals(stream) && table.ofStream(stream) >= OF_STREAM_MAX) {
            LOG.error(
                    "{} cannot take a {}, and has set aside {} of its stream: passed over", group, type, OF_STREAM_MAX);
            passedOver.run();
            return;
        }
        ThrowableCause cause = cause(failure);
        LOG.error("{} cannot take a {} and sets it aside: {} {}", group, type, cause.type(), cause.message());
        // Given as a throwable, the cause would be told by the class of it.
        table.queue().enqueue(sequence, new GenericDeadLetter<EventMessage<?>>(sequence, event).withCause(cause));
    }

    /** The transaction that set an event aside is committed. */
    void added(EventMessage<?> event) {
        sequences().add(SequenceOfEvent.of(event));
    }

    /** The reason as operators read it: the kind of the failure, and its first line, which tells no values of a row. */
    static ThrowableCause cause(Throwable failure) {
        Throwable root = RecordFault.rootOf(failure);
        String said = String.valueOf(root.getMessage()).lines().findFirst().orElse("");
        String cut = said.substring(0, Math.min(said.length(), CAUSE_CHARACTERS_MAX));
        return new ThrowableCause(RecordFault.kind(failure), cut.replace('\0', '\uFFFD'));
    }

    private Set<String> sequences() {
        if (sequences == null) {
            sequences = new HashSet<>(table.sequences());
        }
        return sequences;
    }
}
