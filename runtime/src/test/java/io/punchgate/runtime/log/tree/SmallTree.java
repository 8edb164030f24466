package io.punchgate.runtime.log.tree;

import io.punchgate.runtime.TestDatabase;
import io.punchgate.runtime.sql.Migrations;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** A log with a tree, and processes that follow it. */
abstract class SmallTree {

    static final Instant NOW = Instant.parse("2026-06-21T04:00:00Z");
    static final Duration WAIT = Duration.ofSeconds(20);

    final PGSimpleDataSource database = new PGSimpleDataSource();
    final JdbcTemplate jdbc = new JdbcTemplate(database);

    SmallTree() {
        database.setUrl(TestDatabase.freshUrl());
        Migrations.migrate(database, "log");
    }

    /** A process with the tree. */
    final class Installed {
        final TreeIntegration integration = new TreeIntegration(database);
        final TreeKeys keys;
        final Checkpoints checkpoints;
        final EventTree tree;

        Installed(Instant now) {
            JdbcClient client = JdbcClient.create(jdbc);
            Clock clock = Clock.fixed(now, ZoneOffset.UTC);
            keys = new TreeKeys(client, new JdbcTransactionManager(database), clock, "gate.example/log");
            checkpoints = new Checkpoints(client, keys, clock);
            tree = new EventTree(integration, checkpoints, client);
        }
    }

    /** Events without anything in them, which nobody decodes. */
    void store(long first, long last) {
        jdbc.update(
                "insert into log.event (position, stream, sequence, type, recorded_at, record)"
                        + " select n, 'customer/a', n, 'punchgate.api-key-revoked.v1', now(), 'event ' || n"
                        + " from generate_series(?, ?) n",
                first,
                last);
        jdbc.update("update log.head set position = ?", last);
    }
}
