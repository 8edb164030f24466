package io.punchgate.bench.process;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The PostgreSQL server of a standalone that was killed: it goes on by itself until it is closed. */
public final class DatabaseServer implements AutoCloseable {

    private static final Duration STOP_MAX = Duration.ofSeconds(60);

    private final Database database;
    private final Thread endWithUs = new Thread(this::end);

    private DatabaseServer(Database database) {
        this.database = database;
        Runtime.getRuntime().addShutdownHook(endWithUs);
    }

    /** Kills the standalone, which leaves its server, with the schema of that version in it. */
    public static DatabaseServer leftBy(Product standalone) {
        DatabaseServer server = new DatabaseServer(standalone.database());
        standalone.process().signal("KILL");
        standalone.close();
        return server;
    }

    public Database database() {
        return database;
    }

    /** Ends it, whoever is connected. */
    @Override
    public void close() {
        end();
        Runtime.getRuntime().removeShutdownHook(endWithUs);
    }

    private void end() {
        ProcessHandle.of(database.serverPid()).ifPresent(server -> {
            ChildProcess.signal(server.pid(), "INT");
            try {
                server.onExit().get(STOP_MAX.toSeconds(), TimeUnit.SECONDS);
            } catch (TimeoutException | ExecutionException e) {
                ChildProcess.signal(server.pid(), "QUIT");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
