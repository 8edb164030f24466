package io.punchgate.bench.part.push;

import io.punchgate.bench.customer.Callback;
import io.punchgate.bench.customer.CustomerServer;
import io.punchgate.bench.customer.Receipts;
import io.punchgate.bench.figure.Samples;
import io.punchgate.bench.load.DeviceKey;
import io.punchgate.bench.load.HttpTarget;
import io.punchgate.bench.load.Latencies;
import io.punchgate.bench.load.Measured;
import io.punchgate.bench.load.Pace;
import io.punchgate.bench.part.Bed;
import io.punchgate.bench.part.Subscription;
import io.punchgate.bench.part.Subscription.Subscribed;
import io.punchgate.bench.process.Product;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** The punches of one customer on their way to its callbacks; every delivery is checked. */
final class PushFlow {

    static final int DEVICES = 100;
    /** Fewer than devices, so that each device has one worker and a known order. */
    static final int WORKERS = 50;

    private static final Duration ARRIVAL_MAX = Duration.ofMinutes(5);

    private final Bed bed;
    private final Subscription subscription;
    private final Subscribed subscribed;
    private final HttpTarget devices;
    private final List<Samples> latencies = new ArrayList<>();
    private final Samples drain = new Samples();
    private double drainedPushes;
    private double drainedRequests;

    private PushFlow(Bed bed, Subscription subscription, Subscribed subscribed, HttpTarget devices, int rates) {
        this.bed = bed;
        this.subscription = subscription;
        this.subscribed = subscribed;
        this.devices = devices;
        for (int i = 0; i < rates; i++) {
            latencies.add(new Samples());
        }
    }

    /** A customer of its own, with devices and callbacks. */
    static PushFlow open(Bed bed, Subscription subscription, CustomerServer server, int rates) {
        Product product = bed.product();
        String customer = "push-" + subscription.name().toLowerCase(Locale.ROOT);
        product.registerCustomer(customer);
        List<DeviceKey> keys = product.registerDevices(customer, DEVICES);
        Subscribed subscribed = subscription.subscribe(product, customer, server);
        HttpTarget devices = new HttpTarget(product.process().port(), keys);
        return new PushFlow(bed, subscription, subscribed, devices, rates);
    }

    String title() {
        return subscription.title();
    }

    /** The rounds at the rate of that index. */
    Samples latencies(int rate) {
        return latencies.get(rate);
    }

    /** The rounds of backlogs, in pushes a second. */
    Samples drain() {
        return drain;
    }

    /** The mean number of punches in a request of a backlog. */
    double punchesPerRequest() {
        return drainedPushes / drainedRequests;
    }

    /** The punches of a backlog: enough that it does not drain in a moment. */
    int backlog() {
        int usual = bed.options().punches();
        return subscription == Subscription.BATCH ? 3 * usual : usual;
    }

    /** From the device's answer to the receipt at each callback. */
    Measured latency(int rate, int seconds) {
        List<Receipts> receipts = expect(rate * seconds + WORKERS);
        Measured sent = send(Pace.open(rate, WORKERS, Duration.ofSeconds(seconds)), receipts);
        return received(sent.perSecond(), sent, receipts);
    }

    /** Pushes a second once the callbacks are no longer paused. */
    Measured drainBacklog() {
        int punches = backlog();
        subscribed.pause();
        List<Receipts> receipts = expect(punches);
        Measured sent = send(Pace.count(punches), receipts);
        bed.product().database().awaitReadModels();
        long requests = requests();
        long began = System.nanoTime();
        subscribed.resume();
        receipts.forEach(each -> each.await(ARRIVAL_MAX));
        long last = receipts.stream().mapToLong(Receipts::lastReceivedAt).max().orElse(Long.MAX_VALUE);
        double seconds = (last - began) / (double) TimeUnit.SECONDS.toNanos(1);
        drainedPushes += punches * receipts.size();
        drainedRequests += requests() - requests;
        return received(punches * receipts.size() / seconds, sent, receipts);
    }

    private long requests() {
        return subscribed.callbacks().stream().mapToLong(Callback::acknowledged).sum();
    }

    private Measured send(Pace pace, List<Receipts> receipts) {
        return bed.load().run(devices, WORKERS, pace, user -> receipts.forEach(each -> each.answered(user)));
    }

    private static Measured received(double perSecond, Measured sent, List<Receipts> receipts) {
        Latencies latencies = new Latencies();
        long errors = sent.errors();
        for (Receipts each : receipts) {
            each.await(ARRIVAL_MAX);
            latencies.addAll(each.latencies());
            errors += each.errors();
        }
        return new Measured(perSecond, latencies, errors);
    }

    private List<Receipts> expect(int punchesMax) {
        List<Receipts> expected = new ArrayList<>();
        for (Callback callback : subscribed.callbacks()) {
            Receipts receipts = new Receipts(bed.load().users().get(), punchesMax, DEVICES, DEVICES);
            callback.count(receipts);
            expected.add(receipts);
        }
        return expected;
    }
}
