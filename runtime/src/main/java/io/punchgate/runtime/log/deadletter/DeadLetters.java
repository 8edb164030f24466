package io.punchgate.runtime.log.deadletter;

import io.punchgate.api.deadletter.SetAsideEvent;
import io.punchgate.runtime.log.StoredNames;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import javax.sql.DataSource;
import org.axonframework.common.DateTimeUtils;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.messaging.deadletter.ThrowableCause;
import org.axonframework.serialization.Serializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** All that was set aside: makes the parts that a processor sets aside with, and serves the operators' list. */
public final class DeadLetters {

    /** So that Axon's queue finds the letter: it looks at those alone that were not touched for longest. */
    private static final String FIRST_OF_ALL = "1970-01-01T00:00:00Z";

    private static final String REQUEST = """
            update log.dead_letter set retry_requested = true, processing_started = null, last_touched = ?
            where id = (
                select l.id from log.dead_letter asked
                join log.dead_letter l using (processing_group, sequence_identifier)
                where asked.number = ? and asked.message_type <> 'message' order by l.sequence_index limit 1)
            """;

    private static final String KEEP = """
            insert into log.dead_letter (id, processing_group, sequence_identifier, sequence_index, message_type,
                event_identifier, event_timestamp, payload_type, payload, aggregate_identifier, enqueued_at, cause_type,
                cause_message)
            select :id, :group, :id, 0, 'message', :id, :at, 'message', :payload, :stream, :at, :type, :message
            where (select count(*) from log.dead_letter
                where processing_group = :group and aggregate_identifier = :stream) < :max
            """;

    private final SpringDataSourceConnectionProvider connections;
    private final JdbcClient jdbc;
    private final Serializer serializer;
    private final Clock clock;
    private final LongAdder passedOver = new LongAdder();

    /** Uses the table in that database, whose schema {@code log} is up to date once events are handled. */
    public DeadLetters(DataSource dataSource, Serializer serializer, Clock clock) {
        this.connections = new SpringDataSourceConnectionProvider(dataSource);
        this.jdbc = JdbcClient.create(dataSource);
        this.serializer = serializer;
        this.clock = clock;
    }

    /**
     * The parts for the processor of a group.
     *
     * @param forgets whether the handlers keep in memory what a unit of work changed, and load it anew when the claim is taken
     */
    public DeadLetterGroup group(
            String group,
            TokenStore tokens,
            TransactionManager transactions,
            EventHandlerInvoker handlers,
            boolean forgets) {
        DeadLetterTable table = new DeadLetterTable(connections, jdbc, serializer, transactions, group);
        SetAside setAside = new SetAside(group, table, passedOver::increment);
        DeadLetteringInvoker invoker = new DeadLetteringInvoker(handlers, setAside);
        ClaimedProcessor processor = new ClaimedProcessor(group, tokens, transactions, forgets);
        return new DeadLetterGroup(
                invoker,
                new IsolatingErrorHandler(processor, invoker, setAside),
                new Retries(processor, invoker, setAside, clock));
    }

    /** The events set aside after that number, in the order in which they were, at most so many. */
    public List<SetAsideEvent> list(long afterNumber, int max) {
        return jdbc.sql("select * from log.dead_letter where number > ? order by number limit ?")
                .params(afterNumber, max)
                .query((row, number) -> view(row))
                .list();
    }

    /**
     * Has an event handled again soon, with all of its sequence that is set aside, oldest first.
     *
     * @return false if no such event is set aside
     */
    public boolean retry(long number) {
        return jdbc.sql(REQUEST).params(FIRST_OF_ALL, number).update() > 0;
    }

    /** Forgets what groups have set aside, as their handlers' results were made anew; in the transaction of that client. */
    public void forget(JdbcClient caller, Collection<String> groups) {
        caller.sql("delete from log.dead_letter where processing_group = any (?)")
                .param(groups.toArray(String[]::new))
                .update();
    }

    /**
     * Keeps a message of a device that could not be stored in any other way. Operators see it in the list; it is not tried
     * again. Once a device has filled its share, further ones are counted only.
     */
    public void keepMessage(String group, String stream, byte[] payload, Throwable failure, Instant at) {
        ThrowableCause cause = SetAside.cause(failure);
        int added = jdbc.sql(KEEP)
                .param("id", UUID.randomUUID().toString())
                .param("group", group)
                .param("stream", stream)
                .param("at", DateTimeUtils.formatInstant(at))
                .param("payload", payload)
                .param("type", cause.type())
                .param("message", cause.message())
                .param("max", SetAside.OF_STREAM_MAX)
                .update();
        if (added == 0) {
            passedOver.increment();
        }
    }

    /** The number of events set aside, by group; a group without any is not there. */
    public Map<String, Long> counts() {
        Map<String, Long> counts = new HashMap<>();
        jdbc.sql("select processing_group, count(*) from log.dead_letter group by processing_group")
                .query(row -> {
                    counts.put(row.getString(1), row.getLong(2));
                });
        return counts;
    }

    /** The events that were neither handled nor set aside since the start, since their streams had filled their share. */
    public long passedOver() {
        return passedOver.sum();
    }

    private static SetAsideEvent view(ResultSet row) throws SQLException {
        @Nullable String error = row.getString("cause_type");
        @Nullable Long sequence = (Long) row.getObject("sequence_number");
        @Nullable String stream = row.getString("aggregate_identifier");
        return new SetAsideEvent(
                Long.toString(row.getLong("number")),
                row.getString("processing_group"),
                StoredNames.eventName(row.getString("payload_type")),
                stream,
                sequence,
                position(row.getBytes("token")),
                error,
                error == null ? "waits behind an earlier event of its stream" : row.getString("cause_message"),
                Instant.parse(row.getString("enqueued_at")),
                row.getBoolean("retry_requested"));
    }

    private static @Nullable Long position(byte @Nullable [] token) {
        if (token == null) {
            return null;
        }
        JsonNode index = JsonMapper.shared()
                .readTree(new String(token, StandardCharsets.UTF_8))
                .path("globalIndex");
        return index.isNumber() ? index.asLong() : null;
    }
}
