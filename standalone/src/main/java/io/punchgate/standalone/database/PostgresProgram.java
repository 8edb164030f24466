package io.punchgate.standalone.database;

import io.punchgate.runtime.start.StartRefused;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs {@code initdb} and {@code pg_ctl}. PostgreSQL refuses root; there they run in a user namespace, as nobody. */
final class PostgresProgram {

    /** The namespace has no user 0 mapped, so the kernel's root is nobody in it, and still owns its files. */
    private static final List<String> AS_NOBODY = List.of("unshare", "-U");

    private static final long PROBE_SECONDS_MAX = 5;

    private final Path installation;
    private final List<String> prefix;

    private PostgresProgram(Path installation, List<String> prefix) {
        this.installation = installation;
        this.prefix = prefix;
    }

    static PostgresProgram in(Path installation, boolean root) throws IOException {
        if (root && !namespacesWork()) {
            throw new StartRefused(
                    "The embedded PostgreSQL does not run as root, and `unshare -U` is not allowed here.",
                    "Run Punchgate as another user, or set SPRING_DATASOURCE_URL to a PostgreSQL of your own.");
        }
        return new PostgresProgram(installation, root ? AS_NOBODY : List.of());
    }

    /** Runs a program to its end; its exit code and what it said. */
    Outcome run(String program, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.add(installation.resolve("bin").resolve(program).toString());
        command.addAll(arguments);
        return run(command);
    }

    private static boolean namespacesWork() throws IOException {
        List<String> probe = new ArrayList<>(AS_NOBODY);
        probe.add("true");
        try {
            Process process = new ProcessBuilder(probe).start();
            return process.waitFor(PROBE_SECONDS_MAX, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (IOException e) {
            return false;
        }
    }

    private static Outcome run(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        // PGPORT, PGOPTIONS and the like of the operator's shell are not meant for this server.
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        process.getOutputStream().close();
        try {
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Outcome(process.waitFor(), said.strip());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static IOException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IOException("interrupted while waiting for PostgreSQL", e);
    }

    record Outcome(int exitCode, String said) {
        boolean succeeded() {
            return exitCode == 0;
        }
    }
}
