package io.punchgate.bench;

import io.punchgate.bench.load.DeviceKey;
import io.punchgate.bench.load.FloodTarget;
import io.punchgate.bench.load.HttpTarget;
import io.punchgate.bench.load.Measured;
import io.punchgate.bench.load.Pace;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** What more than the product can take does to it: to its memory, to what it acknowledged, and to its answers afterwards. */
final class Overload {

    private static final String CUSTOMER = "overload";
    private static final int DEVICES = 100;
    /** 64 batches of 500 are four times what may wait. */
    private static final int CONNECTIONS = 64;

    private static final int CALM_RATE = 200;
    private static final int CALM_WORKERS = 16;
    private static final Duration SLICE = Duration.ofSeconds(1);
    private static final int SLICES_MAX = 60;
    private static final double P99 = 0.99;

    private final Bed bed;
    private final HttpTarget single;
    private final FloodTarget flood;

    private Overload(Bed bed, List<DeviceKey> devices) {
        this.bed = bed;
        int port = bed.product().process().port();
        this.single = new HttpTarget(port, devices);
        this.flood = new FloodTarget(port, devices);
    }

    static String measure(Bed bed) throws IOException {
        bed.product().registerCustomer(CUSTOMER);
        List<DeviceKey> devices = bed.product().registerDevices(CUSTOMER, DEVICES);
        try (CustomerServer customer = new CustomerServer()) {
            bed.product().setCallback(CUSTOMER, customer.url());
            return new Overload(bed, devices).measure();
        }
    }

    private String measure() {
        Progress.say("calm before the overload");
        bed.load()
                .run(single, CALM_WORKERS, calm(Duration.ofSeconds(bed.options().warmUpSeconds())));
        Measured before = bed.load().run(single, CALM_WORKERS, calm(SLICE.multipliedBy(5)));
        String memoryBefore = Machine.residentMemory(bed.product());
        Progress.say("overload");
        Duration time = Duration.ofSeconds(bed.options().quick() ? 5 : 60);
        Measured sent = bed.load().run(flood, CONNECTIONS, Pace.closed(time));
        String memoryAfter = Machine.residentMemory(bed.product());
        double normal = Math.max(2 * before.latencies().quantile(P99), 25);
        int slices = slicesUntil(normal);
        bed.product().database().awaitReadModels();
        long missing = missing();
        double stored = flood.acknowledged().size() * (double) FloodTarget.ROWS / time.toSeconds();
        double offered = sent.perSecond() * FloodTarget.ROWS;
        Table table = new Table(
                "For " + time.toSeconds() + " s, " + CONNECTIONS + " connections, batches of 500", List.of("", ""));
        table.row(
                "punches offered a second",
                List.of(String.format(
                        Locale.ROOT, "%,.0f (%.1f times what was acknowledged)", offered, offered / stored)));
        table.row("acknowledged a second", List.of(String.format(Locale.ROOT, "%,.0f", stored)));
        table.row("acknowledged and not stored", List.of(String.format(Locale.ROOT, "%,d", missing)));
        table.row(
                "batches refused with 503 and Retry-After",
                List.of(String.format(Locale.ROOT, "%,d", flood.refused())));
        table.row("other answers, broken connections", List.of(String.format(Locale.ROOT, "%,d", sent.errors())));
        table.row("resident memory before", List.of(memoryBefore));
        table.row("resident memory after", List.of(memoryAfter));
        table.row(
                "p99 of an answer before, at 200/s",
                List.of(String.format(Locale.ROOT, "%.1f ms", before.latencies().quantile(P99))));
        table.row(
                "until p99 of a second was below " + Math.round(normal) + " ms again",
                List.of(String.format(Locale.ROOT, "%d s", slices)));
        return "## Overload\n\n" + table;
    }

    /** How many seconds pass until a second's answers are as fast as that. */
    private int slicesUntil(double millis) {
        for (int slice = 1; slice <= SLICES_MAX; slice++) {
            Measured calm = bed.load().run(single, CALM_WORKERS, calm(SLICE));
            Progress.say(String.format(
                    Locale.ROOT,
                    "second %d after it: p99 %.1f ms",
                    slice,
                    calm.latencies().quantile(P99)));
            if (calm.errors() == 0 && calm.latencies().quantile(P99) <= millis) {
                return slice;
            }
        }
        return SLICES_MAX;
    }

    private long missing() {
        long missing = 0;
        for (long batch : flood.acknowledged()) {
            missing += FloodTarget.ROWS - bed.product().database().count(CUSTOMER, FloodTarget.users(batch));
        }
        return missing;
    }

    private static Pace calm(Duration time) {
        return Pace.open(CALM_RATE, CALM_WORKERS, time);
    }
}
