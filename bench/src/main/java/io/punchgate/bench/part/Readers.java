package io.punchgate.bench.part;

import io.punchgate.bench.customer.CustomerServer;
import io.punchgate.bench.customer.Receipts;
import io.punchgate.bench.figure.Samples;
import io.punchgate.bench.figure.Table;
import io.punchgate.bench.load.DeviceKey;
import io.punchgate.bench.load.FloodTarget;
import io.punchgate.bench.load.HttpTarget;
import io.punchgate.bench.load.Measured;
import io.punchgate.bench.load.Pace;
import io.punchgate.bench.load.PagingReaders;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Measures the cost of one customer that reads without pause to the punches of another, and to their pushes. */
public final class Readers {

    private static final String READING = "reading";
    private static final String OTHER = "beside-readers";
    private static final int READERS = 64;
    private static final int DEVICES = 10;
    private static final int RATE = 200;
    private static final int FILLERS = 4;
    private static final int GOAL_MILLIS = 250;
    private static final Duration ARRIVAL_MAX = Duration.ofMinutes(5);

    private final Bed bed;
    private final CustomerServer server;
    private final HttpTarget devices;
    private final String key;
    private long pages;
    private long refused;

    private Readers(Bed bed, CustomerServer server, HttpTarget devices, String key) {
        this.bed = bed;
        this.server = server;
        this.devices = devices;
        this.key = key;
    }

    public static String measure(Bed bed) throws IOException {
        int port = bed.product().process().port();
        bed.product().registerCustomer(READING);
        List<DeviceKey> filling = bed.product().registerDevices(READING, DEVICES);
        String key = bed.product().makeKey(READING, "integrator");
        bed.product().registerCustomer(OTHER);
        List<DeviceKey> devices = bed.product().registerDevices(OTHER, DEVICES);
        try (CustomerServer server = new CustomerServer()) {
            bed.product().setCallback(OTHER, server.url());
            Progress.say("readers: punches to read");
            bed.load().run(new FloodTarget(port, filling), FILLERS, Pace.closed(Duration.ofSeconds(10)));
            bed.product().database().awaitReadModels();
            return new Readers(bed, server, new HttpTarget(port, devices), key).measure();
        }
    }

    /** The two latencies of a round. */
    private record Round(Measured punches, Measured pushes) {}

    private String measure() {
        round(bed.options().warmUpSeconds());
        Samples[] alone = {new Samples(), new Samples()};
        Samples[] beside = {new Samples(), new Samples()};
        int seconds = bed.options().seconds();
        for (int i = 0; i < bed.options().repetitions(); i++) {
            Progress.say("readers: none");
            add(alone, round(seconds));
            Progress.say("readers: " + READERS);
            add(beside, besideReaders(seconds));
        }
        Table table = new Table(
                "Another customer's punches, %d a second: p50 / p99, milliseconds".formatted(RATE),
                List.of("readers", "answer to the device", "from the answer to the receipt"));
        table.row("none", List.of(alone[0].latencies(), alone[1].latencies()));
        table.row(Integer.toString(READERS), List.of(beside[0].latencies(), beside[1].latencies()));
        double time = (double) seconds * bed.options().repetitions();
        return "## Readers\n\nOne customer's %d readers page through its punches without pause, whatever they are answered.\n\n"
                        .formatted(READERS)
                + table
                + String.format(
                        Locale.ROOT,
                        "They read %.0f pages of 1,000 a second and were refused %.0f times a second. The goal is a p99 below %d ms.%n%n",
                        pages / time,
                        refused / time,
                        GOAL_MILLIS);
    }

    private static void add(Samples[] samples, Round round) {
        samples[0].add(round.punches());
        samples[1].add(round.pushes());
    }

    private Round besideReaders(int seconds) {
        try (PagingReaders readers = new PagingReaders(bed.product().process().port(), key, READERS)) {
            Round round = round(seconds);
            pages += readers.pages();
            refused += readers.refused();
            return round;
        }
    }

    private Round round(int seconds) {
        Receipts receipts = new Receipts(bed.load().users().get(), RATE * seconds + DEVICES, DEVICES, DEVICES);
        server.count(receipts);
        Measured punches = bed.load()
                .run(devices, DEVICES, Pace.open(RATE, DEVICES, Duration.ofSeconds(seconds)), receipts::answered);
        receipts.await(ARRIVAL_MAX);
        return new Round(punches, new Measured(RATE, receipts.latencies(), receipts.errors()));
    }
}
