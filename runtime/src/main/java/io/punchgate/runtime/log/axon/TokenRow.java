package io.punchgate.runtime.log.axon;

import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The row of an event processor of one thread in a side's {@code token_entry}, in whatever process it runs. */
public final class TokenRow {

    private final JdbcClient jdbc;
    private final Serializer serializer;
    private final String sql;
    private final String processor;

    /** The row in {@code <schema>.token_entry}. */
    public TokenRow(JdbcClient jdbc, Serializer serializer, String schema, String processor) {
        this.jdbc = jdbc;
        this.serializer = serializer;
        this.sql = "select token, token_type, timestamp from " + schema
                + ".token_entry where processor_name = ? and segment = 0";
        this.processor = processor;
    }

    /**
     * The state of the processor.
     *
     * @param position up to which events are handled; 0 before the first
     * @param renewedAt the time at which the claim was renewed, as it is stored; null if none ever took it
     */
    public record State(long position, @Nullable String renewedAt) {}

    /** Reads it. */
    public State read() {
        return jdbc.sql(sql)
                .param(processor)
                .query((row, number) -> {
                    byte @Nullable [] token = row.getBytes("token");
                    return new State(
                            token == null ? 0 : position(token, row.getString("token_type")),
                            row.getString("timestamp"));
                })
                .optional()
                .orElseGet(() -> new State(0, null));
    }

    private long position(byte[] token, String type) {
        @Nullable
        TrackingToken read = serializer.deserialize(new SimpleSerializedObject<>(token, byte[].class, type, null));
        return read == null ? 0 : Math.max(0, read.position().orElse(0));
    }
}
