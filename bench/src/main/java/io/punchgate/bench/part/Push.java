package io.punchgate.bench.part;

import io.punchgate.bench.customer.CustomerServer;
import io.punchgate.bench.customer.Receipts;
import io.punchgate.bench.figure.Samples;
import io.punchgate.bench.figure.Table;
import io.punchgate.bench.load.DeviceKey;
import io.punchgate.bench.load.HttpTarget;
import io.punchgate.bench.load.Load;
import io.punchgate.bench.load.Measured;
import io.punchgate.bench.load.Pace;
import io.punchgate.bench.process.Product;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Measures how soon a punch reaches the customer, and how fast a backlog drains; every delivery is checked. */
public final class Push {

    private static final String CUSTOMER = "push";
    private static final int DEVICES = 100;
    /** Fewer than devices, so that each device has one worker and a known order. */
    private static final int WORKERS = 50;

    private static final List<Integer> RATES = List.of(200, 1_000);
    private static final Duration ARRIVAL_MAX = Duration.ofMinutes(5);

    private final Bed bed;
    private final CustomerServer customer;
    private final HttpTarget devices;

    private Push(Bed bed, CustomerServer customer, HttpTarget devices) {
        this.bed = bed;
        this.customer = customer;
        this.devices = devices;
    }

    public static String measure(Bed bed) throws IOException {
        Product product = bed.product();
        product.registerCustomer(CUSTOMER);
        List<DeviceKey> keys = product.registerDevices(CUSTOMER, DEVICES);
        try (CustomerServer customer = new CustomerServer()) {
            product.setCallback(CUSTOMER, customer.url());
            Push push = new Push(bed, customer, new HttpTarget(product.process().port(), keys));
            return push.measure();
        }
    }

    private String measure() {
        int seconds = bed.options().seconds();
        latency(RATES.getLast(), bed.options().warmUpSeconds());
        Table latency = new Table(
                "From the device's answer to the customer's receipt: p50 / p99, milliseconds",
                List.of("punches a second", "p50 / p99"));
        List<Samples> perRate = RATES.stream().map(rate -> new Samples()).toList();
        Samples drain = new Samples();
        for (int i = 0; i < bed.options().repetitions(); i++) {
            for (int rate = 0; rate < RATES.size(); rate++) {
                Progress.say("push at " + RATES.get(rate) + "/s");
                perRate.get(rate).add(latency(RATES.get(rate), seconds));
            }
            Progress.say("push of a backlog");
            drain.add(drain(bed.options().punches()));
        }
        for (int rate = 0; rate < RATES.size(); rate++) {
            latency.row(RATES.get(rate).toString(), List.of(perRate.get(rate).latencies()));
        }
        return "## Push\n\nEvery punch arrived exactly once and in its device's order, or the figure says otherwise.\n\n"
                + latency
                + "A backlog of %,d punches of %d devices drained at **%s** a second.\n\n"
                        .formatted(bed.options().punches(), DEVICES, drain.text("%,.0f", drain.perSecond()));
    }

    private Measured latency(int rate, int seconds) {
        Receipts receipts = expect(rate * seconds + WORKERS);
        Pace pace = Pace.open(rate, WORKERS, Duration.ofSeconds(seconds));
        Measured sent = bed.load().run(devices, WORKERS, pace, receipts::answered);
        receipts.await(ARRIVAL_MAX);
        return new Measured(sent.perSecond(), receipts.latencies(), sent.errors() + receipts.errors());
    }

    private Measured drain(int punches) {
        callback("pause");
        Receipts receipts = expect(punches);
        Load load = bed.load();
        Measured sent = load.run(devices, WORKERS, Pace.count(punches), receipts::answered);
        bed.product().database().awaitReadModels();
        long began = System.nanoTime();
        callback("resume");
        receipts.await(ARRIVAL_MAX);
        double seconds = (receipts.lastReceivedAt() - began) / (double) TimeUnit.SECONDS.toNanos(1);
        return new Measured(punches / seconds, receipts.latencies(), sent.errors() + receipts.errors());
    }

    private Receipts expect(int punchesMax) {
        Receipts receipts = new Receipts(bed.load().users().get(), punchesMax, DEVICES, true);
        customer.count(receipts);
        return receipts;
    }

    private void callback(String action) {
        bed.product().api().send("POST", "admin/v1/customers/" + CUSTOMER + "/callback/" + action, "");
    }
}
