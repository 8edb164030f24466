package io.punchgate.bench.part.push;

import io.punchgate.bench.customer.Behaviour;
import io.punchgate.bench.customer.CustomerServer;
import io.punchgate.bench.customer.Receipts;
import io.punchgate.bench.figure.Samples;
import io.punchgate.bench.figure.Table;
import io.punchgate.bench.load.DeviceKey;
import io.punchgate.bench.load.HttpTarget;
import io.punchgate.bench.load.Latencies;
import io.punchgate.bench.load.Measured;
import io.punchgate.bench.load.Pace;
import io.punchgate.bench.part.Bed;
import io.punchgate.bench.part.Progress;
import io.punchgate.bench.process.Product;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Measures the cost of one customer whose server hangs to a hundred whose servers are well; every delivery is checked. */
public final class Isolation {

    private static final int HEALTHY = 100;
    private static final int HANGING_DEVICES = 10;
    private static final int DEVICES = HEALTHY + HANGING_DEVICES;
    private static final String HANGING = "hanging";
    private static final int WORKERS = 55;
    private static final int RATE = 500;
    private static final double RATIO_MAX = 1.5;
    private static final Duration ARRIVAL_MAX = Duration.ofMinutes(5);

    private final Bed bed;
    private final CustomerServer well;
    private final CustomerServer hanging;
    private final HttpTarget devices;

    private Isolation(Bed bed, CustomerServer well, CustomerServer hanging, HttpTarget devices) {
        this.bed = bed;
        this.well = well;
        this.hanging = hanging;
        this.devices = devices;
    }

    public static String measure(Bed bed) throws IOException {
        Product product = bed.product();
        try (CustomerServer well = new CustomerServer();
                CustomerServer hanging = new CustomerServer()) {
            List<DeviceKey> keys = new ArrayList<>();
            for (int i = 0; i < HEALTHY; i++) {
                String customer = "healthy-" + i;
                register(product, customer, well);
                keys.add(product.registerDevice(customer, "iso-" + i));
            }
            register(product, HANGING, hanging);
            for (int i = HEALTHY; i < DEVICES; i++) {
                keys.add(product.registerDevice(HANGING, "iso-" + i));
            }
            return new Isolation(
                            bed, well, hanging, new HttpTarget(product.process().port(), keys))
                    .measure();
        }
    }

    private static void register(Product product, String customer, CustomerServer server) {
        product.registerCustomer(customer);
        String callback = "{\"url\":\"%s\",\"retry_schedule_seconds\":[1,1,1,1,1,1,1,1,1,1]}".formatted(server.url());
        product.api().send("PUT", "admin/v1/customers/" + customer + "/callback", callback);
    }

    private String measure() {
        round(bed.options().warmUpSeconds(), false);
        Samples normal = new Samples();
        Samples beside = new Samples();
        for (int i = 0; i < bed.options().repetitions(); i++) {
            Progress.say("isolation: all well");
            normal.add(round(bed.options().seconds(), false));
            Progress.say("isolation: one hangs");
            beside.add(round(bed.options().seconds(), true));
        }
        Table table = new Table(
                "From the device's answer to the receipt of %d well customers, %d punches a second in all: p50 / p99, milliseconds"
                        .formatted(HEALTHY, RATE),
                List.of("the other customer", "p50 / p99"));
        table.row("is well", List.of(normal.latencies()));
        table.row("hangs", List.of(beside.latencies()));
        double ratio = p99(beside) / p99(normal);
        return "## Isolation\n\nOne more customer, with %d devices, answers nothing for the length of a round, and then all that was\n"
                        .formatted(HANGING_DEVICES)
                + "held back. Every punch arrived exactly once and in its device's order, or the figure says otherwise.\n\n"
                + table
                + String.format(
                        Locale.ROOT,
                        "While one hangs, the p99 of the others is **%.2f** times their normal one (target: at most %.1f).%n%n",
                        ratio,
                        RATIO_MAX);
    }

    private static double p99(Samples samples) {
        return samples.median(round -> round.latencies().quantile(0.99));
    }

    /** Latencies of the well customers; errors of all, once the one that hung has got what was held back. */
    private Measured round(int seconds, boolean hangs) {
        Receipts receipts = new Receipts(bed.load().users().get(), RATE * seconds + WORKERS, DEVICES, DEVICES);
        well.count(receipts);
        hanging.count(receipts);
        hanging.behave(hangs ? Behaviour.HANGS : Behaviour.ACKNOWLEDGES);
        Measured sent;
        try {
            Pace pace = Pace.open(RATE, WORKERS, Duration.ofSeconds(seconds));
            sent = bed.load().run(devices, WORKERS, pace, receipts::answered);
        } finally {
            hanging.behave(Behaviour.ACKNOWLEDGES);
        }
        receipts.await(ARRIVAL_MAX);
        Latencies latencies = receipts.latencies(HEALTHY);
        return new Measured(sent.perSecond(), latencies, sent.errors() + receipts.errors());
    }
}
