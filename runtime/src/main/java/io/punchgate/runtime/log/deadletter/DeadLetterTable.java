package io.punchgate.runtime.log.deadletter;

import java.util.List;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.deadletter.jdbc.DeadLetterSchema;
import org.axonframework.eventhandling.deadletter.jdbc.JdbcSequencedDeadLetterQueue;
import org.axonframework.messaging.deadletter.SequencedDeadLetterQueue;
import org.axonframework.serialization.Serializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code log.dead_letter}: Axon's queue of one group, and the questions that the queue has no method for. */
final class DeadLetterTable {

    /**
     * Sequences set aside in a group: of so many streams as are a fault of ours, which must be seen, each with its share of events
     * that stand for themselves. One more is not set aside.
     */
    static final int SEQUENCES_MAX = 1_024 * SetAside.OF_STREAM_MAX;
    /** Events of one sequence that wait behind the one that failed. */
    static final int SEQUENCE_EVENTS_MAX = 1_024;

    private static final DeadLetterSchema SCHEMA = DeadLetterSchema.builder()
            .deadLetterTable("log.dead_letter")
            .deadLetterIdentifierColumn("id")
            .processingGroupColumn("processing_group")
            .sequenceIdentifierColumn("sequence_identifier")
            .sequenceIndexColumn("sequence_index")
            .messageTypeColumn("message_type")
            .eventIdentifierColumn("event_identifier")
            .timestampColumn("event_timestamp")
            .payloadTypeColumn("payload_type")
            .payloadRevisionColumn("payload_revision")
            .payloadColumn("payload")
            .metaDataColumn("meta_data")
            .aggregateTypeColumn("aggregate_type")
            .aggregateIdentifierColumn("aggregate_identifier")
            .sequenceNumberColumn("sequence_number")
            .tokenTypeColumn("token_type")
            .tokenColumn("token")
            .enqueuedAtColumn("enqueued_at")
            .lastTouchedColumn("last_touched")
            .processingStartedColumn("processing_started")
            .causeTypeColumn("cause_type")
            .causeMessageColumn("cause_message")
            .diagnosticsColumn("diagnostics")
            .build();

    private final SequencedDeadLetterQueue<EventMessage<?>> queue;
    private final JdbcClient jdbc;
    private final String group;

    DeadLetterTable(
            SpringDataSourceConnectionProvider connections,
            JdbcClient jdbc,
            Serializer serializer,
            TransactionManager transactions,
            String group) {
        this.queue = JdbcSequencedDeadLetterQueue.<EventMessage<?>>builder()
                .processingGroup(group)
                .connectionProvider(connections)
                .transactionManager(transactions)
                .schema(SCHEMA)
                .genericSerializer(serializer)
                .eventSerializer(serializer)
                .maxSequences(SEQUENCES_MAX)
                .maxSequenceSize(SEQUENCE_EVENTS_MAX)
                .build();
        this.jdbc = jdbc;
        this.group = group;
    }

    SequencedDeadLetterQueue<EventMessage<?>> queue() {
        return queue;
    }

    /** The sequences that hold something: {@link #SEQUENCES_MAX} at most. */
    List<String> sequences() {
        return jdbc.sql("select distinct sequence_identifier from log.dead_letter where processing_group = ?")
                .param(group)
                .query(String.class)
                .list();
    }

    /** The number of events of a stream that are set aside. */
    int ofStream(String stream) {
        return jdbc.sql("select count(*) from log.dead_letter where processing_group = ? and aggregate_identifier = ?")
                .params(group, stream)
                .query(Integer.class)
                .single();
    }

    /** The number of events of a sequence that are set aside. */
    int ofSequence(String sequence) {
        return jdbc.sql("select count(*) from log.dead_letter where processing_group = ? and sequence_identifier = ?")
                .params(group, sequence)
                .query(Integer.class)
                .single();
    }

    /** The first letters of sequences that an operator wants to be handled again. */
    List<String> requested() {
        return jdbc.sql("select id from log.dead_letter where processing_group = ? and retry_requested order by number")
                .param(group)
                .query(String.class)
                .list();
    }

    /** Notes why a letter could not be handled again, or that it is not to be tried any more. */
    void triedAgain(String id, String causeType, String causeMessage, String at) {
        jdbc.sql("update log.dead_letter set retry_requested = false, processing_started = null, last_touched = ?,"
                        + " cause_type = ?, cause_message = ? where id = ?")
                .params(at, causeType, causeMessage, id)
                .update();
    }
}
