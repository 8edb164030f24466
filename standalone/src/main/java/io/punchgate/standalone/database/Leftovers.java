package io.punchgate.standalone.database;

import io.punchgate.runtime.start.StartRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes the leftovers of a killed predecessor: a running server, or its pid file. Called with the folder's lock held,
 * so a server that runs here has lost its owner.
 */
final class Leftovers {

    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);
    private static final int EXIT_SECONDS_MAX = 30;

    private final DataFolder folder;
    private final Path binaries;

    Leftovers(DataFolder folder) {
        this.folder = folder;
        this.binaries = PostgresBinaries.folder(folder.path());
    }

    /** Stops the server that a killed predecessor left running on this folder, and clears a pid file that misleads. */
    void clear(PostgresServer server) throws IOException {
        if (!Files.exists(folder.postmasterPid())) {
            return;
        }
        Optional<ProcessHandle> named = folder.postmaster();
        if (named.filter(this::isOurs).isPresent()) {
            LOG.warn("Stopping the PostgreSQL that a killed process left running on {}", folder.path());
            server.stop();
        }
        ours().forEach(this::awaitExit);
        if (!Files.exists(folder.postmasterPid())) {
            return;
        }
        if (named.isPresent() || Files.size(folder.postmasterPid()) == 0) {
            // The pid is that of a foreign process, or was never written: PostgreSQL would take either for a running
            // server.
            Files.deleteIfExists(folder.postmasterPid());
        }
    }

    /** A process is ours if the program that it runs lies in this data folder; the pid alone may have been given anew. */
    private boolean isOurs(ProcessHandle process) {
        return process.info()
                .command()
                .map(command -> Path.of(command).startsWith(binaries))
                .orElse(false);
    }

    private List<ProcessHandle> ours() {
        return ProcessHandle.allProcesses().filter(this::isOurs).toList();
    }

    /** Server processes that have lost their parent end by themselves; a new server must not start before. */
    private void awaitExit(ProcessHandle process) {
        try {
            process.onExit().get(EXIT_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new StartRefused(
                    "Process " + process.pid() + " of an earlier PostgreSQL still works on " + folder.path() + ".",
                    "Wait for it to end, or end it, and start again.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the earlier PostgreSQL", e);
        }
    }
}
