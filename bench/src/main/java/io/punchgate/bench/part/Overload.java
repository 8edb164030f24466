package io.punchgate.bench.part;

import io.punchgate.bench.customer.CustomerServer;
import io.punchgate.bench.figure.Table;
import io.punchgate.bench.load.DeviceKey;
import io.punchgate.bench.load.FloodTarget;
import io.punchgate.bench.load.HttpTarget;
import io.punchgate.bench.load.Measured;
import io.punchgate.bench.load.Pace;
import io.punchgate.bench.process.Machine;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Measures the effect of overload on the product: on its memory, to what it acknowledged, and to its answers afterwards. */
public final class Overload {

    private static final String CUSTOMER = "overload";
    private static final int DEVICES = 100;
    /** 64 batches of 500 are four times what may wait. */
    private static final int CONNECTIONS = 64;

    private static final int TIMES = 10;

    private static final int CALM_RATE = 200;
    private static final int CALM_WORKERS = 16;
    private static final Duration SLICE = Duration.ofSeconds(1);
    private static final int SLICES_MAX = 60;
    private static final double P99 = 0.99;
    private static final double NORMAL_MILLIS = 25;

    private final Bed bed;
    private final HttpTarget single;
    private final List<DeviceKey> devices;
    private final List<Flooded> floods = new ArrayList<>();

    private Overload(Bed bed, List<DeviceKey> devices) {
        this.bed = bed;
        this.single = new HttpTarget(bed.product().process().port(), devices);
        this.devices = devices;
    }

    public static String measure(Bed bed) throws IOException {
        bed.product().registerCustomer(CUSTOMER);
        List<DeviceKey> devices = bed.product().registerDevices(CUSTOMER, DEVICES);
        try (CustomerServer customer = new CustomerServer()) {
            bed.product().setCallback(CUSTOMER, customer.url());
            return new Overload(bed, devices).measure();
        }
    }

    private String measure() {
        Progress.say("what it takes before the overload");
        double usual = bed.load()
                .run(
                        single,
                        CONNECTIONS,
                        Pace.closed(Duration.ofSeconds(bed.options().warmUpSeconds())))
                .perSecond();
        double offered = TIMES * usual;
        floods.add(flood(
                TIMES + " times what it takes, " + (long) usual + "/s",
                time -> Pace.open(offered / FloodTarget.ROWS, CONNECTIONS, time)));
        floods.add(flood("as fast as they are answered", Pace::closed));
        return "## Overload\n\n" + table();
    }

    private interface Flow {
        Pace of(Duration time);
    }

    /** The outcome of one flood. */
    private record Flooded(
            String title,
            double offered,
            double stored,
            long missing,
            long refused,
            long errors,
            String memoryBefore,
            String memoryAfter,
            double p99Before,
            int slices) {}

    private Flooded flood(String title, Flow flow) {
        Progress.say("overload: " + title);
        FloodTarget flood = new FloodTarget(bed.product().process().port(), devices);
        bed.product().database().awaitReadModels();
        double p99Before = calm(SLICE.multipliedBy(5)).quantile();
        String memoryBefore = Machine.residentMemory(bed.product());
        Duration time = Duration.ofSeconds(bed.options().quick() ? 5 : 60);
        Measured sent = bed.load().run(flood, CONNECTIONS, flow.of(time));
        String memoryAfter = Machine.residentMemory(bed.product());
        int slices = slicesUntilNormal();
        bed.product().database().awaitReadModels();
        return new Flooded(
                title,
                (flood.acknowledged().size() + flood.refused()) * (double) FloodTarget.ROWS / time.toSeconds(),
                flood.acknowledged().size() * (double) FloodTarget.ROWS / time.toSeconds(),
                missing(flood),
                flood.refused(),
                sent.errors(),
                memoryBefore,
                memoryAfter,
                p99Before,
                slices);
    }

    /** Single punches, as few as a quiet hour has. */
    private Calm calm(Duration time) {
        Measured measured = bed.load().run(single, CALM_WORKERS, Pace.open(CALM_RATE, CALM_WORKERS, time));
        return new Calm(measured.latencies().quantile(P99), measured.errors());
    }

    private record Calm(double quantile, long errors) {}

    /** The number of seconds until a second's answers are as fast as usual again. */
    private int slicesUntilNormal() {
        for (int slice = 1; slice <= SLICES_MAX; slice++) {
            Calm calm = calm(SLICE);
            Progress.say(String.format(Locale.ROOT, "second %d after it: p99 %.1f ms", slice, calm.quantile()));
            if (calm.errors() == 0 && calm.quantile() <= NORMAL_MILLIS) {
                return slice;
            }
        }
        return SLICES_MAX;
    }

    private long missing(FloodTarget flood) {
        long missing = 0;
        for (long batch : flood.acknowledged()) {
            missing += FloodTarget.ROWS - bed.product().database().count(CUSTOMER, FloodTarget.users(batch));
        }
        return missing;
    }

    private String table() {
        List<String> header = new ArrayList<>(List.of("offered"));
        floods.forEach(flooded -> header.add(flooded.title()));
        Table table = new Table("Batches of 500 for a minute, over " + CONNECTIONS + " connections", header);
        row(table, "punches offered a second", flooded -> format("%,.0f", flooded.offered()));
        row(table, "acknowledged a second", flooded -> format("%,.0f", flooded.stored()));
        row(table, "acknowledged and not stored", flooded -> format("%,d", flooded.missing()));
        row(table, "batches refused with 503 and Retry-After", flooded -> format("%,d", flooded.refused()));
        row(table, "other answers, broken connections", flooded -> format("%,d", flooded.errors()));
        row(table, "resident memory before", Flooded::memoryBefore);
        row(table, "resident memory after", Flooded::memoryAfter);
        row(table, "p99 of an answer before, at 200/s", flooded -> format("%.1f ms", flooded.p99Before()));
        row(table, "until that of a second was below 25 ms again", flooded -> format("%d s", flooded.slices()));
        return table.toString();
    }

    private interface Cell {
        String of(Flooded flooded);
    }

    private void row(Table table, String name, Cell cell) {
        table.row(name, floods.stream().map(cell::of).toList());
    }

    private static String format(String format, Object value) {
        return String.format(Locale.ROOT, format, value);
    }
}
