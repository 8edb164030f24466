package io.punchgate.bench.part;

import io.punchgate.bench.figure.Samples;
import io.punchgate.bench.figure.Table;
import io.punchgate.bench.process.Launch;
import io.punchgate.bench.process.Machine;
import io.punchgate.bench.process.Product;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Measures the time until the product is ready, and the memory that it holds while idle. */
public final class StartUp {

    private static final Duration IDLE = Duration.ofSeconds(10);

    private StartUp() {}

    public static String measure(Options options, Path folder) {
        double[] again = new double[options.repetitions()];
        double first;
        Progress.say("first start");
        try (Product product = Launch.standalone(options.product(), folder, "start")) {
            first = seconds(product);
        }
        String idle = "";
        for (int i = 0; i < again.length; i++) {
            Progress.say("start");
            try (Product product = Launch.standalone(options.product(), folder, "start")) {
                again[i] = seconds(product);
                if (i == again.length - 1) {
                    rest(options.quick() ? Duration.ofSeconds(1) : IDLE);
                    idle = Machine.residentMemory(product);
                }
            }
        }
        Table table = new Table("From the start of the process to ready", List.of("", "seconds"));
        table.row("first start, which makes the database", List.of("%.2f".formatted(first)));
        table.row("later starts", List.of("%.2f".formatted(Samples.median(again))));
        return "## Start and memory\n\n" + table + "Resident memory, with Java's default heap: idle " + idle;
    }

    private static double seconds(Product product) {
        return product.process().startUp().toMillis() / 1_000.0;
    }

    private static void rest(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
