package io.punchgate.standalone.journey;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Punchgate as it may be run: one process, or two sides on a PostgreSQL. */
record Installation(List<PunchgateProcess> processes) implements AutoCloseable {

    static final Path STANDALONE = Path.of("target/punchgate.jar");
    static final Path COMMAND_SIDE = Path.of("../command-side/target/command-side.jar");
    static final Path QUERY_SIDE = Path.of("../query-side/target/query-side.jar");

    private static final Map<String, String> OPERATOR =
            Map.of("Authorization", "Bearer " + PunchgateProcess.ADMIN_TOKEN);
    private static final Map<String, String> LOOPBACK_CALLBACKS = Map.of("PUNCHGATE_CALLBACK_ALLOW", "127.0.0.0/8");

    static Installation standalone(Path folder, Path jar) {
        return new Installation(List.of(new PunchgateProcess(jar, folder, LOOPBACK_CALLBACKS)));
    }

    static Installation split(Path folder, String databaseUrl) {
        return split(folder, databaseUrl, COMMAND_SIDE, QUERY_SIDE);
    }

    static Installation split(Path folder, String databaseUrl, Path commandSide, Path querySide) {
        Map<String, String> environment =
                Map.of("PUNCHGATE_CALLBACK_ALLOW", "127.0.0.0/8", "SPRING_DATASOURCE_URL", databaseUrl);
        return new Installation(List.of(
                new PunchgateProcess(commandSide, folder, environment),
                new PunchgateProcess(querySide, folder, environment)));
    }

    void start() {
        processes.forEach(PunchgateProcess::start);
        processes.forEach(PunchgateProcess::awaitReady);
    }

    /** Asks for a change as its operator. */
    Http.Answer administer(String method, String path, @Nullable String body) throws IOException {
        return new Http().send(method, commandSide().resolve("/api/admin/v1/" + path), OPERATOR, body);
    }

    /** Reads as its operator. */
    Http.Answer observe(String path) throws IOException {
        return new Http().send("GET", querySide().resolve("/api/admin/v1/" + path), OPERATOR, null);
    }

    void kill() {
        processes.forEach(PunchgateProcess::kill);
    }

    /** The address to which devices and operators send. */
    URI commandSide() {
        return processes.getFirst().uri();
    }

    /** The address from which integrators and auditors read. */
    URI querySide() {
        return processes.getLast().uri();
    }

    @Override
    public void close() {
        processes.forEach(PunchgateProcess::close);
    }
}
