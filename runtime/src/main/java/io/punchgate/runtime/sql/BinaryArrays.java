package io.punchgate.runtime.sql;

import java.nio.ByteBuffer;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.Oid;
import org.postgresql.jdbc.PgArray;

/**
 * Arrays of times and ids as PostgreSQL keeps them. The driver sends those as text, which the one side has to write and the
 * other to read, some eight for each punch.
 *
 * <p>Source: PostgreSQL, {@code array_recv}, {@code timestamptz_recv} and {@code uuid_recv}. Times are rounded to
 * microseconds as PostgreSQL rounds those that it reads.
 */
public final class BinaryArrays {

    private static final int HEADER_BYTES = 5 * Integer.BYTES;
    private static final int TIME_BYTES = Long.BYTES;
    private static final int UUID_BYTES = 2 * Long.BYTES;
    private static final int NULL_LENGTH = -1;
    private static final long MICROS_A_SECOND = 1_000_000;
    private static final double NANOS_A_MICRO = 1_000;
    /** PostgreSQL counts from the year 2000. */
    private static final long EPOCH_SECONDS =
            Instant.parse("2000-01-01T00:00:00Z").getEpochSecond();

    private BinaryArrays() {}

    /**
     * A {@code timestamptz[]}.
     *
     * @throws ArithmeticException if a time is some 292,000 years away, which is more than PostgreSQL can tell
     */
    public static Array instants(Connection connection, List<@Nullable Instant> times) throws SQLException {
        return array(
                connection,
                Oid.TIMESTAMPTZ_ARRAY,
                Oid.TIMESTAMPTZ,
                TIME_BYTES,
                times,
                (bytes, time) -> bytes.putLong(micros(time)));
    }

    /**
     * A {@code timestamp[]}.
     *
     * @throws ArithmeticException if a time is some 292,000 years away, which is more than PostgreSQL can tell
     */
    public static Array wallTimes(Connection connection, List<@Nullable LocalDateTime> times) throws SQLException {
        return array(
                connection,
                Oid.TIMESTAMP_ARRAY,
                Oid.TIMESTAMP,
                TIME_BYTES,
                times,
                (bytes, time) -> bytes.putLong(micros(time.toInstant(ZoneOffset.UTC))));
    }

    /** A {@code uuid[]}. */
    public static Array uuids(Connection connection, List<@Nullable UUID> ids) throws SQLException {
        return array(
                connection,
                Oid.UUID_ARRAY,
                Oid.UUID,
                UUID_BYTES,
                ids,
                (bytes, id) -> bytes.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits()));
    }

    private static long micros(Instant time) {
        long seconds = Math.subtractExact(time.getEpochSecond(), EPOCH_SECONDS);
        return Math.multiplyExact(seconds, MICROS_A_SECOND) + (long) Math.rint(time.getNano() / NANOS_A_MICRO);
    }

    private static <T> Array array(
            Connection connection,
            int arrayType,
            int type,
            int valueBytes,
            List<@Nullable T> values,
            BiConsumer<ByteBuffer, T> write)
            throws SQLException {
        int room = HEADER_BYTES + values.size() * (Integer.BYTES + valueBytes);
        ByteBuffer bytes = ByteBuffer.allocate(room);
        int dimensions = 1;
        int hasNulls = values.stream().anyMatch(Objects::isNull) ? 1 : 0;
        int firstIndex = 1;
        bytes.putInt(dimensions)
                .putInt(hasNulls)
                .putInt(type)
                .putInt(values.size())
                .putInt(firstIndex);
        for (T value : values) {
            if (value == null) {
                bytes.putInt(NULL_LENGTH);
            } else {
                write.accept(bytes.putInt(valueBytes), value);
            }
        }
        byte[] sent = new byte[bytes.position()];
        bytes.flip().get(sent);
        return new PgArray(connection.unwrap(BaseConnection.class), arrayType, sent);
    }
}
