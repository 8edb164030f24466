package io.punchgate.bench.part.push;

import io.punchgate.bench.customer.Behaviour;
import io.punchgate.bench.customer.Callback;
import io.punchgate.bench.customer.CustomerServer;
import io.punchgate.bench.customer.Receipts;
import io.punchgate.bench.figure.Samples;
import io.punchgate.bench.figure.Table;
import io.punchgate.bench.load.DeviceKey;
import io.punchgate.bench.load.HttpTarget;
import io.punchgate.bench.load.Measured;
import io.punchgate.bench.load.Pace;
import io.punchgate.bench.part.Bed;
import io.punchgate.bench.part.Progress;
import io.punchgate.bench.process.Product;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Measures how soon one customer gets its punches while three times as many come in for others, of which three behave badly: one
 * hangs, one answers late, one rejects all. Their callbacks are on one host and port. Every delivery is checked, those to the bad
 * ones once they behave again.
 */
public final class Neighbours {

    private static final int RATE = 1_000;
    private static final int RATE_OF_ALL = 4_000;
    /** Each device sends 10 punches a second. */
    private static final int DEVICES = 400;

    private static final int MEASURED_DEVICES = 100;
    private static final int WELL_CUSTOMERS = 9;
    private static final int WELL_DEVICES = 30;
    private static final int BAD_DEVICES = 10;
    private static final int REJECTING_FROM = DEVICES - BAD_DEVICES;
    /** As many as measured devices, so that each device has one worker and a known order. */
    private static final int WORKERS = 100;

    private static final String MEASURED = "measured";
    private static final List<Behaviour> BAD = List.of(Behaviour.HANGS, Behaviour.LATE, Behaviour.REJECTS);
    private static final double P99 = 0.99;
    private static final int GOAL_MILLIS = 15;
    private static final Duration ARRIVAL_MAX = Duration.ofMinutes(5);
    /** The last rejections may be parked a little later. */
    private static final Duration PARKED_AFTER = Duration.ofSeconds(2);

    private final Bed bed;
    private final List<Callback> callbacks = new ArrayList<>();
    private final List<DeviceKey> devices = new ArrayList<>();
    private String rejectingManager = "";

    private Neighbours(Bed bed) {
        this.bed = bed;
    }

    public static String measure(Bed bed) throws IOException {
        try (CustomerServer server = new CustomerServer()) {
            Neighbours neighbours = new Neighbours(bed);
            neighbours.register(server, MEASURED, MEASURED_DEVICES);
            for (int i = 0; i < WELL_CUSTOMERS; i++) {
                neighbours.register(server, "neighbour-" + i, WELL_DEVICES);
            }
            BAD.forEach(behaviour -> neighbours.register(server, nameOf(behaviour), BAD_DEVICES));
            neighbours.rejectingManager = bed.product().makeKey(nameOf(Behaviour.REJECTS), "manager");
            return neighbours.measure();
        }
    }

    private static String nameOf(Behaviour behaviour) {
        return "that-" + behaviour;
    }

    private void register(CustomerServer server, String customer, int count) {
        Product product = bed.product();
        Callback callback = server.callback(customer);
        product.registerCustomer(customer);
        product.api()
                .send(
                        "PUT",
                        "admin/v1/customers/" + customer + "/callback",
                        "{\"url\":\"%s\",\"retry_schedule_seconds\":[1,1,1,1,1,1,1,1,1,1]}".formatted(callback.url()));
        callbacks.add(callback);
        for (int i = 0; i < count; i++) {
            devices.add(product.registerDevice(customer, "beside-" + devices.size()));
        }
    }

    private String measure() {
        HttpTarget one = new HttpTarget(bed.product().process().port(), devices.subList(0, MEASURED_DEVICES));
        HttpTarget all = new HttpTarget(bed.product().process().port(), devices);
        round(all, RATE_OF_ALL, bed.options().warmUpSeconds(), false);
        Samples alone = new Samples();
        Samples beside = new Samples();
        Samples besideBad = new Samples();
        int seconds = bed.options().seconds();
        for (int i = 0; i < bed.options().repetitions(); i++) {
            Progress.say("neighbours: none");
            alone.add(round(one, RATE, seconds, false));
            Progress.say("neighbours: all well");
            beside.add(round(all, RATE_OF_ALL, seconds, false));
            Progress.say("neighbours: one hangs, one is late, one rejects");
            besideBad.add(round(all, RATE_OF_ALL, seconds, true));
        }
        Table table = new Table(
                "From the device's answer to the receipt of one customer, %,d punches a second".formatted(RATE),
                List.of("beside it", "ratio of p99 to that beside well ones", "p50 / p99, milliseconds"));
        row(table, "nothing", alone, beside);
        row(table, "%,d a second for others, all well".formatted(RATE_OF_ALL - RATE), beside, beside);
        row(table, "the same, of whom one hangs, one answers after 5 s, one rejects all", besideBad, beside);
        return """
                ## Neighbours

                Of the others' punches %d a second are those of each bad one. All callbacks are on one host and port. Every punch arrived exactly
                once and in its device's order, those of the bad ones once they behaved again, or the figure says otherwise. The goal is a p99 of %d ms.

                """.formatted(RATE_OF_ALL * BAD_DEVICES / DEVICES, GOAL_MILLIS) + table;
    }

    private static void row(Table table, String name, Samples samples, Samples base) {
        table.row(name, List.of(samples.text("%.2f", samples.quantileTo(base, P99)), samples.latencies()));
    }

    /** Latencies of the one customer; errors of all. */
    private Measured round(HttpTarget target, int rate, int seconds, boolean bad) {
        // What was rejected comes again last, and is not in its device's order.
        Receipts receipts = new Receipts(
                bed.load().users().get(), rate * seconds + WORKERS, DEVICES, bad ? REJECTING_FROM : DEVICES);
        callbacks.forEach(callback -> callback.count(receipts));
        Measured sent;
        try {
            behave(bad);
            sent = bed.load()
                    .run(target, WORKERS, Pace.open(rate, WORKERS, Duration.ofSeconds(seconds)), receipts::answered);
        } finally {
            behave(false);
        }
        long until = System.nanoTime() + ARRIVAL_MAX.toNanos();
        while (!receipts.await(PARKED_AFTER) && System.nanoTime() < until) {
            redeliverRejected();
        }
        return new Measured(sent.perSecond(), receipts.latencies(MEASURED_DEVICES), sent.errors() + receipts.errors());
    }

    private void behave(boolean badly) {
        int first = callbacks.size() - BAD.size();
        for (int i = 0; i < BAD.size(); i++) {
            callbacks.get(first + i).behave(badly ? BAD.get(i) : Behaviour.ACKNOWLEDGES);
        }
    }

    /** Asks for all that is parked; most is still pending and comes by itself. */
    private void redeliverRejected() {
        bed.product()
                .api()
                .call(
                        "POST",
                        "v1/deliveries/redeliver",
                        "{\"status\":\"parked\"}",
                        Map.of("Authorization", "Bearer " + rejectingManager));
    }
}
