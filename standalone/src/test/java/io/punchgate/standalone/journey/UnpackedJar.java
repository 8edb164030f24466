package io.punchgate.standalone.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An executable jar as its own tools unpack it, once for all journeys: it runs the same, and starts for half of the processor
 * time. {@link PunchReachesCustomer} runs the jars as they are.
 */
final class UnpackedJar {

    private static final Path FOLDER = Path.of("target/journey-jars").toAbsolutePath();
    private static final Map<Path, Path> UNPACKED = new ConcurrentHashMap<>();

    private UnpackedJar() {}

    static Path of(Path jar) {
        return UNPACKED.computeIfAbsent(jar, UnpackedJar::unpack);
    }

    private static Path unpack(Path jar) {
        Path folder = FOLDER.resolve(jar.getFileName());
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djarmode=tools",
                "-jar",
                jar.toString(),
                "extract",
                "--force",
                "--destination",
                folder.toString());
        try {
            int status = new ProcessBuilder(command).inheritIO().start().waitFor();
            if (status != 0) {
                throw new IllegalStateException("cannot unpack " + jar + ", status " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return folder.resolve(jar.getFileName());
    }
}
