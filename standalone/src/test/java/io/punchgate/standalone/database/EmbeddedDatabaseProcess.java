package io.punchgate.standalone.database;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A process that starts the embedded database, says {@code started}, and lives until it is killed. */
final class EmbeddedDatabaseProcess {

    private static final String STARTED = "started";

    private EmbeddedDatabaseProcess() {}

    public static void main(String[] args) throws IOException {
        EmbeddedDatabase.start(Path.of(args[0]));
        System.out.println(STARTED);
        System.in.transferTo(System.out);
    }

    /** Launches it and returns once the database runs. */
    static Process launch(Path dataFolder) throws IOException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classPath,
                        EmbeddedDatabaseProcess.class.getName(),
                        dataFolder.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> said = process.inputReader()
                .lines()
                .takeWhile(line -> !line.equals(STARTED))
                .toList();
        if (!process.isAlive()) {
            throw new IOException("the database's process ended: " + String.join("\n", said));
        }
        return process;
    }
}
