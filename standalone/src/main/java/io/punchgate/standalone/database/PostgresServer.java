package io.punchgate.standalone.database;

import io.punchgate.runtime.start.StartRefused;
import io.punchgate.standalone.database.PostgresProgram.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.springframework.util.FileSystemUtils;

/** One PostgreSQL server process: made, started, stopped. */
final class PostgresServer {

    static final String SUPERUSER = "punchgate";

    private static final int START_ATTEMPTS = 3;
    /** Crash recovery replays at most max_wal_size, which takes seconds; the rest is for slow disks. */
    private static final String START_SECONDS_MAX = "300";

    private static final String STOP_SECONDS_MAX = "60";
    private static final int LOG_LINES_SHOWN = 12;

    private final DataFolder folder;
    private final PostgresProgram program;

    PostgresServer(DataFolder folder, PostgresProgram program) {
        this.folder = folder;
        this.program = program;
    }

    /** Makes the cluster, unless it is there. Made aside and moved into place whole, as a kill may come at any time. */
    void createCluster() throws IOException {
        Path cluster = folder.cluster();
        if (Files.isDirectory(cluster)) {
            return;
        }
        Path unfinished = cluster.resolveSibling("postgres.new");
        FileSystemUtils.deleteRecursively(unfinished);
        Outcome made = program.run(
                "initdb",
                List.of(
                        "--pgdata=" + unfinished,
                        "--username=" + SUPERUSER,
                        "--pwfile=" + folder.passwordFile(),
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        // A commit waits while the next file of the log is made: with the usual 16 MB, some 50 ms.
                        "--wal-segsize=4",
                        "--no-locale",
                        // Sorts by code point, on every machine alike.
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8"));
        if (!made.succeeded()) {
            throw new IOException("initdb failed: " + made.said());
        }
        Files.move(unfinished, cluster, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Starts the server on a free port of loopback and returns the port. */
    int start() throws IOException {
        keepPreviousLog();
        for (int attempt = 1; attempt <= START_ATTEMPTS; attempt++) {
            int port = freePort();
            if (startOn(port).succeeded()) {
                return port;
            }
            if (!log().contains("could not bind")) {
                break;
            }
        }
        throw new StartRefused(
                "The embedded PostgreSQL does not start on " + folder.path() + ". The end of its log says:\n\n"
                        + endOfLog(),
                "See " + folder.serverLog() + ".");
    }

    /** Stops the server: clients are cut off, what was committed is written out. Does nothing if none runs. */
    void stop() throws IOException {
        if (folder.postmaster().isEmpty()) {
            return;
        }
        Outcome stopped = pgCtl(List.of("stop", "--mode=fast", "--wait", "--timeout=" + STOP_SECONDS_MAX, "--silent"));
        if (!stopped.succeeded() && folder.postmaster().isPresent()) {
            throw new IOException("the embedded PostgreSQL on " + folder.path() + " does not stop: " + stopped.said());
        }
    }

    private Outcome startOn(int port) throws IOException {
        return pgCtl(List.of(
                "start",
                "--wait",
                "--silent",
                "--timeout=" + START_SECONDS_MAX,
                "--log=" + folder.serverLog(),
                "--options=" + PostgresSettings.asOptions(port)));
    }

    private Outcome pgCtl(List<String> arguments) throws IOException {
        List<String> all = new ArrayList<>(arguments);
        all.add("--pgdata=" + folder.cluster());
        return program.run("pg_ctl", all);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** The log of this run and the one before are kept. */
    private void keepPreviousLog() throws IOException {
        if (Files.exists(folder.serverLog())) {
            Files.move(
                    folder.serverLog(), folder.path().resolve("postgres.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private String log() throws IOException {
        return Files.exists(folder.serverLog()) ? Files.readString(folder.serverLog(), StandardCharsets.UTF_8) : "";
    }

    private String endOfLog() throws IOException {
        List<String> lines = log().lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES_SHOWN), lines.size()));
    }
}
