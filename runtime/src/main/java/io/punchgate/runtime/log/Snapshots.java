package io.punchgate.runtime.log;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps the latest state of each aggregate, so that loading one does not read its whole history. Only a shortcut: a
 * snapshot of another revision of its class, or of a class that is gone, is passed over, and the events are read
 * instead.
 */
public final class Snapshots {

    private static final Logger LOG = LoggerFactory.getLogger(Snapshots.class);

    private static final String UPSERT = """
            insert into log.snapshot (stream, sequence, type, revision, recorded_at, state)
            select ?, ?, ?, ?, ?, ? where set_config('synchronous_commit', 'off', true) is not null
            on conflict (stream) do update set sequence = excluded.sequence, type = excluded.type,
                revision = excluded.revision, recorded_at = excluded.recorded_at, state = excluded.state
            where snapshot.sequence < excluded.sequence
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json = JsonMapper.builder()
            .changeDefaultVisibility(visibility -> visibility
                    .withVisibility(PropertyAccessor.ALL, JsonAutoDetect.Visibility.NONE)
                    .withVisibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
                    .withVisibility(PropertyAccessor.CREATOR, JsonAutoDetect.Visibility.ANY))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            // A state of before lacks what came later, which is then false, 0 or null: to pass it over would read a
            // whole history.
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    public Snapshots(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Writes down the state of an aggregate as it is after the event of that sequence. */
    public State write(String stream, long sequence, Instant at, Object aggregate) {
        Class<?> type = aggregate.getClass();
        return new State(stream, sequence, type.getName(), revisionOf(type), at, json.writeValueAsString(aggregate));
    }

    /** Stores a state, unless a later one is stored. Does not wait for the disk: nothing rests on it. */
    public void store(State state) {
        jdbc.sql(UPSERT)
                .param(state.stream())
                .param(state.sequence())
                .param(state.type())
                .param(state.revision())
                .param(state.at().atOffset(ZoneOffset.UTC))
                .param(state.json())
                .update();
    }

    public void store(DomainEventMessage<?> snapshot) {
        store(write(
                snapshot.getAggregateIdentifier(),
                snapshot.getSequenceNumber(),
                snapshot.getTimestamp(),
                snapshot.getPayload()));
    }

    public Optional<DomainEventMessage<?>> read(String stream) {
        return jdbc.sql("select sequence, type, revision, recorded_at, state from log.snapshot where stream = ?")
                .param(stream)
                .query((row, number) -> toMessage(stream, row))
                .optional()
                .flatMap(found -> found);
    }

    private Optional<DomainEventMessage<?>> toMessage(String stream, ResultSet row) throws SQLException {
        Optional<Class<?>> type = currentClass(row.getString("type"), row.getString("revision"));
        if (type.isEmpty()) {
            return Optional.empty();
        }
        Object state = json.readValue(row.getString("state"), type.get());
        Instant at = row.getTimestamp("recorded_at").toInstant();
        return Optional.of(new GenericDomainEventMessage<>(
                type.get().getSimpleName(),
                stream,
                row.getLong("sequence"),
                state,
                MetaData.emptyInstance(),
                stream + "@" + row.getLong("sequence"),
                at));
    }

    private static Optional<Class<?>> currentClass(String name, @Nullable String revision) {
        try {
            Class<?> type = Class.forName(name);
            boolean current = Objects.equals(revision, revisionOf(type));
            return current ? Optional.of(type) : Optional.empty();
        } catch (ClassNotFoundException e) {
            LOG.info("passing over a snapshot of {}, a class that is gone", name);
            return Optional.empty();
        }
    }

    private static @Nullable String revisionOf(Class<?> type) {
        @Nullable Revision revision = type.getAnnotation(Revision.class);
        return revision == null ? null : revision.value();
    }

    /** An aggregate's state, written down. */
    public record State(
            String stream,
            long sequence,
            String type,
            @Nullable String revision,
            Instant at,
            String json) {}
}
