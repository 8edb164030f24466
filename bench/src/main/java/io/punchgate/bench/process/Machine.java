package io.punchgate.bench.process;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/** The machine that the figures were taken on, and the memory that a process holds there. */
public final class Machine {

    private static final double GIB = 1024.0 * 1024 * 1024;
    private static final long KIB_PER_MIB = 1024;

    private Machine() {}

    /** Rows of a table of two columns. */
    public static String describe(Path folder) throws IOException {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return """
                | | |
                |---|---|
                | cores | %d |
                | memory | %.1f GiB |
                | CPU | %s |
                | file system | %s |
                | JDK | %s %s |
                | OS | %s %s %s |
                | load average at the start | %.2f (the whole machine must be quiet) |
                """.formatted(
                        Runtime.getRuntime().availableProcessors(),
                        system.getTotalMemorySize() / GIB,
                        cpu(),
                        Files.getFileStore(folder).type(),
                        System.getProperty("java.vm.vendor"),
                        Runtime.version(),
                        System.getProperty("os.name"),
                        System.getProperty("os.version"),
                        System.getProperty("os.arch"),
                        system.getSystemLoadAverage());
    }

    /** Resident memory of the product, as text; of its database server, whose processes share much, each one's share. */
    public static String residentMemory(Product product) {
        long postgres = ProcessHandle.of(product.database().serverPid()).stream()
                .flatMap(server -> Stream.concat(Stream.of(server), server.descendants()))
                .mapToLong(process -> kibibytes(Path.of("/proc/" + process.pid() + "/smaps_rollup"), "Pss:"))
                .filter(size -> size > 0)
                .sum();
        long java = kibibytes(Path.of("/proc/" + product.process().pid() + "/status"), "VmRSS:");
        if (java < 0) {
            return "unknown: no /proc here";
        }
        return String.format(
                Locale.ROOT, "%d MiB (its PostgreSQL: %d MiB)", java / KIB_PER_MIB, postgres / KIB_PER_MIB);
    }

    private static long kibibytes(Path file, String key) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(key))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .findFirst()
                    .orElse(-1);
        } catch (IOException | UncheckedIOException e) {
            // No /proc, or the process has just ended.
            return -1;
        }
    }

    private static String cpu() throws IOException {
        Path info = Path.of("/proc/cpuinfo");
        if (!Files.exists(info)) {
            return System.getProperty("os.arch");
        }
        try (Stream<String> lines = Files.lines(info)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        }
    }
}
