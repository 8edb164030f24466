package io.punchgate.bench.part.stranger;

import io.punchgate.bench.customer.CustomerServer;
import io.punchgate.bench.load.HttpTarget;
import io.punchgate.bench.load.Load;
import io.punchgate.bench.load.Measured;
import io.punchgate.bench.load.Pace;
import io.punchgate.bench.part.Options;
import io.punchgate.bench.part.Progress;
import io.punchgate.bench.process.Launch;
import io.punchgate.bench.process.Product;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Measures the cost of callers without authentication to the punches of devices, on a product with a heap of 1 GiB. */
public final class Strangers {

    private static final String CUSTOMER = "beside-strangers";
    private static final int DEVICES = 10;
    private static final int RATE = 200;
    private static final String HEAP = "-Xmx1g";
    private static final String NO_LIMIT = "-Dpunchgate.failed-authentications-per-minute=1000000000";

    private final Load load = new Load(new AtomicLong(1));
    private final Product product;
    private final HttpTarget devices;
    private final boolean quick;

    private Strangers(Product product, HttpTarget devices, boolean quick) {
        this.product = product;
        this.devices = devices;
        this.quick = quick;
    }

    /** Starts the product, and ends it; and once more without its limit on addresses that fail to authenticate. */
    public static String measure(Options options, Path folder) throws IOException {
        String usual = with(options, folder, List.of(HEAP), strangers -> {
            return new UnfinishedBodies(strangers).measure()
                    + new UnfinishedHeaders(strangers).measure()
                    + new UnknownSerials(strangers, "the usual 300 failures a minute and address").measure();
        });
        String unlimited = with(
                options,
                folder,
                List.of(HEAP, NO_LIMIT),
                strangers -> new UnknownSerials(strangers, "as if from many addresses: no limit").measure());
        return """
                ## Strangers

                The product has a heap of 1 GiB. Devices send %d punches a second while callers without authentication, from the same
                address, do their worst. The latency is that of the devices' answers, from the intended time.

                """.formatted(RATE) + usual + unlimited;
    }

    private interface Figures {
        String of(Strangers strangers) throws IOException;
    }

    private static String with(Options options, Path folder, List<String> javaOptions, Figures figures)
            throws IOException {
        Progress.say("strangers: start with " + javaOptions);
        try (Product product =
                        Launch.standalone(options.product(), folder, "strangers-" + javaOptions.size(), javaOptions);
                CustomerServer customer = new CustomerServer()) {
            product.registerCustomer(CUSTOMER);
            HttpTarget devices = new HttpTarget(product.process().port(), product.registerDevices(CUSTOMER, DEVICES));
            product.setCallback(CUSTOMER, customer.url());
            Strangers strangers = new Strangers(product, devices, options.quick());
            strangers.punches(Duration.ofSeconds(options.warmUpSeconds()));
            return figures.of(strangers);
        }
    }

    Product product() {
        return product;
    }

    Load load() {
        return load;
    }

    /** So long, or a moment where the figures mean nothing anyway. */
    Duration time(int seconds) {
        return Duration.ofSeconds(quick ? Math.min(seconds, 3) : seconds);
    }

    /** The devices' punches for that long. */
    Measured punches(Duration time) {
        return load.run(devices, DEVICES, Pace.open(RATE, DEVICES, time));
    }
}
