package io.punchgate.runtime.sql;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.Oid;
import org.postgresql.jdbc.PgArray;

/**
 * Arrays in PostgreSQL's binary form. The driver sends times and ids as text, which costs the writing and the reading
 * side some eight conversions a punch; it gathers texts in a buffer that grows, which copies them; and it goes through
 * numbers twice.
 *
 * <p>Source: PostgreSQL, {@code array_recv} and the {@code recv} function of each type. Times are rounded to
 * microseconds as PostgreSQL rounds those that it reads.
 */
public final class BinaryArrays {

    private static final int HEADER_BYTES = 5 * Integer.BYTES;
    /** After the number of dimensions. */
    private static final int HAS_NULLS_AT = Integer.BYTES;

    private static final int TIME_BYTES = Long.BYTES;
    private static final int UUID_BYTES = 2 * Long.BYTES;
    private static final int BOOLEAN_BYTES = 1;
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
        return fixed(
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
        return fixed(
                connection,
                Oid.TIMESTAMP_ARRAY,
                Oid.TIMESTAMP,
                TIME_BYTES,
                times,
                (bytes, time) -> bytes.putLong(micros(time.toInstant(ZoneOffset.UTC))));
    }

    /** A {@code uuid[]}. */
    public static Array uuids(Connection connection, List<@Nullable UUID> ids) throws SQLException {
        return fixed(
                connection,
                Oid.UUID_ARRAY,
                Oid.UUID,
                UUID_BYTES,
                ids,
                (bytes, id) -> bytes.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits()));
    }

    /** A {@code bigint[]}. */
    public static Array longs(Connection connection, List<@Nullable Long> numbers) throws SQLException {
        return fixed(connection, Oid.INT8_ARRAY, Oid.INT8, Long.BYTES, numbers, ByteBuffer::putLong);
    }

    /** An {@code integer[]}. */
    public static Array ints(Connection connection, List<@Nullable Integer> numbers) throws SQLException {
        return fixed(connection, Oid.INT4_ARRAY, Oid.INT4, Integer.BYTES, numbers, ByteBuffer::putInt);
    }

    /** A {@code double precision[]}. */
    public static Array doubles(Connection connection, List<@Nullable Double> numbers) throws SQLException {
        return fixed(connection, Oid.FLOAT8_ARRAY, Oid.FLOAT8, Double.BYTES, numbers, ByteBuffer::putDouble);
    }

    /** A {@code boolean[]}. */
    public static Array booleans(Connection connection, List<@Nullable Boolean> truths) throws SQLException {
        return fixed(
                connection,
                Oid.BOOL_ARRAY,
                Oid.BOOL,
                BOOLEAN_BYTES,
                truths,
                (bytes, truth) -> bytes.put((byte) (truth ? 1 : 0)));
    }

    /** A {@code text[]}. PostgreSQL refuses the character 0. */
    public static Array texts(Connection connection, List<@Nullable String> texts) throws SQLException {
        List<byte @Nullable []> encoded = new ArrayList<>(texts.size());
        for (String text : texts) {
            encoded.add(text == null ? null : text.getBytes(StandardCharsets.UTF_8));
        }
        return ofBytes(connection, Oid.TEXT_ARRAY, Oid.TEXT, encoded);
    }

    /** A {@code bytea[]}. */
    public static Array bytes(Connection connection, List<byte @Nullable []> values) throws SQLException {
        return ofBytes(connection, Oid.BYTEA_ARRAY, Oid.BYTEA, values);
    }

    private static Array ofBytes(Connection connection, int arrayType, int type, List<byte @Nullable []> values)
            throws SQLException {
        int bytesOfAll = 0;
        for (byte[] value : values) {
            bytesOfAll = Math.addExact(bytesOfAll, value == null ? 0 : value.length);
        }
        int room = Math.addExact(roomFor(values.size(), 0), bytesOfAll);
        return array(
                connection,
                arrayType,
                type,
                room,
                values,
                (bytes, value) -> bytes.putInt(value.length).put(value));
    }

    private static int roomFor(int values, int valueBytes) {
        return HEADER_BYTES + values * (Integer.BYTES + valueBytes);
    }

    private static long micros(Instant time) {
        long seconds = Math.subtractExact(time.getEpochSecond(), EPOCH_SECONDS);
        return Math.multiplyExact(seconds, MICROS_A_SECOND) + (long) Math.rint(time.getNano() / NANOS_A_MICRO);
    }

    /** Values that are all as long. */
    private static <T> Array fixed(
            Connection connection,
            int arrayType,
            int type,
            int valueBytes,
            List<@Nullable T> values,
            BiConsumer<ByteBuffer, T> write)
            throws SQLException {
        return array(connection, arrayType, type, roomFor(values.size(), valueBytes), values, (bytes, value) -> {
            bytes.putInt(valueBytes);
            write.accept(bytes, value);
        });
    }

    /** Writes one value, its length first. */
    private static <T> Array array(
            Connection connection,
            int arrayType,
            int type,
            int room,
            List<@Nullable T> values,
            BiConsumer<ByteBuffer, T> write)
            throws SQLException {
        ByteBuffer bytes = ByteBuffer.allocate(room);
        int dimensions = 1;
        int hasNulls = 0;
        int firstIndex = 1;
        bytes.putInt(dimensions)
                .putInt(hasNulls)
                .putInt(type)
                .putInt(values.size())
                .putInt(firstIndex);
        for (T value : values) {
            if (value == null) {
                hasNulls = 1;
                bytes.putInt(NULL_LENGTH);
            } else {
                write.accept(bytes, value);
            }
        }
        bytes.putInt(HAS_NULLS_AT, hasNulls);
        // Nulls leave room.
        byte[] sent = bytes.hasRemaining() ? Arrays.copyOf(bytes.array(), bytes.position()) : bytes.array();
        return new PgArray(connection.unwrap(BaseConnection.class), arrayType, sent);
    }
}
