package io.punchgate.bench.part.ingest;

import io.punchgate.bench.load.Shot;
import io.punchgate.bench.load.ThreadedTarget;
import io.punchgate.bench.process.Database;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;

/** The raw limit: one row a transaction into a table like the product's log, with the text of a real event. */
final class RawInserts implements ThreadedTarget {

    private static final String INSERT =
            "insert into raw.event (position, stream, sequence, type, recorded_at, record) values (?, ?, ?, ?, ?, ?)";

    private final Database database;
    private final int devices;
    private final String record;
    private final AtomicLong positions = new AtomicLong();

    private RawInserts(Database database, int devices, String record) {
        this.database = database;
        this.devices = devices;
        this.record = record;
    }

    /** Makes the table, empty. The product must have recorded a punch. */
    static RawInserts prepare(Database database, int devices) {
        database.execute("create schema if not exists raw");
        database.execute("drop table if exists raw.event; create table raw.event (like log.event_1 including all)");
        String record = database.ask("select record from log.event where type = 'punchgate.punch-recorded.v1' limit 1");
        return new RawInserts(database, devices, record);
    }

    @Override
    public int devices() {
        return devices;
    }

    /** The driver is faster on these. */
    @Override
    public ThreadFactory threads() {
        return Thread.ofPlatform().factory();
    }

    @Override
    public Shot open() throws IOException {
        try {
            Connection connection = database.connect();
            return new Insert(connection, connection.prepareStatement(INSERT));
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    private final class Insert implements Shot {

        private final Connection connection;
        private final PreparedStatement statement;

        Insert(Connection connection, PreparedStatement statement) {
            this.connection = connection;
            this.statement = statement;
        }

        @Override
        public boolean fire(int device, long user) throws IOException {
            try {
                statement.setLong(1, positions.incrementAndGet());
                statement.setString(2, "device/ingest-" + device);
                statement.setLong(3, user);
                statement.setString(4, "punchgate.punch-recorded.v1");
                statement.setObject(5, OffsetDateTime.now(ZoneOffset.UTC));
                statement.setString(6, record);
                return statement.executeUpdate() == 1;
            } catch (SQLException e) {
                throw new IOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            try {
                connection.close();
            } catch (SQLException e) {
                throw new IOException(e);
            }
        }
    }
}
