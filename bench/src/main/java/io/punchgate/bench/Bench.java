package io.punchgate.bench;

import io.punchgate.bench.load.Load;
import io.punchgate.bench.outage.Outages;
import io.punchgate.bench.part.Bed;
import io.punchgate.bench.part.Days;
import io.punchgate.bench.part.Options;
import io.punchgate.bench.part.Overload;
import io.punchgate.bench.part.Progress;
import io.punchgate.bench.part.Readers;
import io.punchgate.bench.part.Replay;
import io.punchgate.bench.part.StartUp;
import io.punchgate.bench.part.Streams;
import io.punchgate.bench.part.Tree;
import io.punchgate.bench.part.ingest.Ingest;
import io.punchgate.bench.part.ingest.Scale;
import io.punchgate.bench.part.ingest.Transports;
import io.punchgate.bench.part.push.Isolation;
import io.punchgate.bench.part.push.Neighbours;
import io.punchgate.bench.part.push.Push;
import io.punchgate.bench.part.read.Exports;
import io.punchgate.bench.part.read.Lists;
import io.punchgate.bench.part.stranger.Strangers;
import io.punchgate.bench.process.Launch;
import io.punchgate.bench.process.Machine;
import io.punchgate.bench.process.Peer;
import io.punchgate.bench.process.Product;
import io.punchgate.bench.simulator.Simulate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.boot.system.ApplicationHome;
import org.springframework.util.FileSystemUtils;

/** Measures, prints the tables and writes them down. See {@code bench/README.md}. */
public final class Bench {

    /** Parts that start the product themselves. */
    private static final Set<String> OF_THEIR_OWN = Set.of("start", "strangers");

    private Bench() {}

    /**
     * Runs the bench; or, as the first argument says, one of the peers ({@code peer}), the simulator ({@code simulate}) or the
     * outages ({@code outages}).
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length == 2 && arguments[0].equals("peer")) {
            Peer.main(arguments[1]);
            return;
        }
        if (arguments.length > 0 && arguments[0].equals("simulate")) {
            System.exit(Simulate.run(Arrays.copyOfRange(arguments, 1, arguments.length)));
        }
        if (arguments.length > 0 && arguments[0].equals("outages")) {
            System.exit(outages(arguments) ? 0 : 1);
        }
        Path jar = jar();
        try {
            Options options = Options.parse(List.of(arguments), jar.resolveSibling(""));
            if (!Files.isRegularFile(options.product())) {
                throw new IllegalArgumentException(
                        "build the product first (./mvnw -DskipTests package): there is no " + options.product());
            }
            run(options, jar);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n\n" + Options.USAGE);
            System.exit(2);
        }
    }

    private static boolean outages(String[] arguments) throws IOException {
        boolean quick = arguments.length > 1 && arguments[1].equals("--quick");
        List<String> jars = List.of(arguments).subList(quick ? 2 : 1, arguments.length);
        Path product = Path.of(jars.size() > 0 ? jars.get(0) : "standalone/target/punchgate.jar");
        Path commandSide = Path.of(jars.size() > 1 ? jars.get(1) : "command-side/target/command-side.jar");
        Path querySide = Path.of(jars.size() > 2 ? jars.get(2) : "query-side/target/query-side.jar");
        Path folder = folder(jar());
        boolean well = Outages.run(product, commandSide, querySide, folder, quick);
        finish(folder, well);
        return well;
    }

    private static void run(Options options, Path jar) throws IOException {
        Path folder = folder(jar);
        boolean finished = false;
        try {
            Instant began = Instant.now();
            String machine = Machine.describe(folder);
            String results = Report.of(options, machine, began, measure(options, jar, folder));
            System.out.println(results);
            // The kept figures are a whole run's.
            boolean kept = !options.quick() && !options.partial();
            Path file = jar.resolveSibling(kept ? "../RESULTS.md" : "RESULTS.md");
            Files.writeString(file, results);
            Progress.say("written to " + file.toAbsolutePath().normalize());
            finished = true;
        } finally {
            finish(folder, finished);
        }
    }

    private static Path jar() {
        return Objects.requireNonNull(new ApplicationHome(Bench.class).getSource(), "runs from its jar only")
                .toPath();
    }

    /** Beside the jar, not where the system keeps temporary files: that may be memory, where flushing costs nothing. */
    private static Path folder(Path jar) throws IOException {
        return Files.createTempDirectory(jar.toAbsolutePath().getParent(), "bench");
    }

    private static void finish(Path folder, boolean well) throws IOException {
        if (well) {
            FileSystemUtils.deleteRecursively(folder);
        } else {
            Progress.say("failed; the logs are in " + folder);
        }
    }

    /** Light parts first, so that the heavy ones do not leave them a big log; the report has another order. */
    private static String measure(Options options, Path jar, Path folder) throws IOException {
        Set<String> parts = options.parts();
        String start = parts.contains("start") ? StartUp.measure(options, folder) + "\n\n" : "";
        String strangers = parts.contains("strangers") ? Strangers.measure(options, folder) : "";
        if (OF_THEIR_OWN.containsAll(parts)) {
            return strangers + start;
        }
        try (Product product = Launch.standalone(options.product(), folder, "data")) {
            Bed bed = new Bed(options, jar, folder, product, new Load(new AtomicLong(1)));
            String replay = parts.contains("replay") ? Replay.measure(bed) : "";
            String tree = parts.contains("tree") ? Tree.measure(bed) : "";
            String days = parts.contains("days") ? Days.measure(bed) : "";
            String isolation = parts.contains("isolation") ? Isolation.measure(bed) : "";
            String neighbours = parts.contains("neighbours") ? Neighbours.measure(bed) : "";
            String readers = parts.contains("readers") ? Readers.measure(bed) : "";
            String streams = parts.contains("streams") ? Streams.measure(bed) : "";
            String push = parts.contains("push") ? Push.measure(bed) : "";
            String overload = parts.contains("overload") ? Overload.measure(bed) : "";
            String ingest = parts.contains("ingest") ? Ingest.measure(bed) : "";
            String transports = parts.contains("transports") ? Transports.measure(bed) : "";
            String lists = parts.contains("lists") ? Lists.measure(bed) : "";
            String exports = parts.contains("exports") ? Exports.measure(bed) : "";
            String scale = parts.contains("scale") ? Scale.measure(bed) : "";
            String loaded = "Resident memory after the load: " + Machine.residentMemory(product) + "\n";
            return ingest
                    + transports
                    + scale
                    + push
                    + isolation
                    + neighbours
                    + readers
                    + streams
                    + days
                    + lists
                    + exports
                    + strangers
                    + overload
                    + replay
                    + tree
                    + start
                    + loaded;
        }
    }
}
