package io.punchgate.bench.part.ingest;

import io.punchgate.bench.customer.Callback;
import io.punchgate.bench.customer.CustomerServer;
import io.punchgate.bench.load.DeviceKey;
import io.punchgate.bench.load.HttpTarget;
import io.punchgate.bench.load.Load;
import io.punchgate.bench.load.Measured;
import io.punchgate.bench.load.Pace;
import io.punchgate.bench.part.Bed;
import io.punchgate.bench.part.Options;
import io.punchgate.bench.part.Progress;
import io.punchgate.bench.part.Subscription;
import io.punchgate.bench.part.ingest.IngestReport.Column;
import io.punchgate.bench.process.ChildProcess;
import io.punchgate.bench.process.Database;
import io.punchgate.bench.process.Launch;
import io.punchgate.bench.process.Peer;
import io.punchgate.bench.process.Product;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Measures the punches a second that each candidate takes: alternating, repeated, at several numbers of connections. */
public final class Ingest {

    static final String CUSTOMER = "ingest";
    static final int USUAL_CONNECTIONS = 64;

    /** More would not fit into the server's 100 connections beside the pools, nor make single-row inserts faster. */
    static final int RAW_CONNECTIONS_MAX = 24;

    private final Bed bed;
    private final List<Candidate> candidates = new ArrayList<>();

    private Ingest(Bed bed) {
        this.bed = bed;
    }

    public static String measure(Bed bed) throws IOException {
        Product product = bed.product();
        Options options = bed.options();
        Database alone = product.database().create("command_alone");
        try (ChildProcess http = Peer.HTTP.start(product.database(), bed.jar(), bed.folder());
                ChildProcess crud = Peer.CRUD.start(product.database(), bed.jar(), bed.folder());
                ChildProcess axon = Peer.AXON.start(product.database(), bed.jar(), bed.folder());
                Product commands = Launch.commandSide(options.commandSide(), bed.folder(), alone);
                CustomerServer customer = new CustomerServer()) {
            List<DeviceKey> devices = registerDevices(product, CUSTOMER, options.devices());
            product.setCallback(CUSTOMER, customer.url());
            List<DeviceKey> devicesAlone = registerDevices(commands, CUSTOMER, options.devices());
            HttpTarget whole = new HttpTarget(product.process().port(), devices);
            bed.load().run(whole, 1, Pace.count(1));
            RawInserts raw = RawInserts.prepare(product.database(), devices.size());
            Ingest ingest = new Ingest(bed);
            ingest.candidates.add(
                    Candidate.of("a: single-row inserts", raw, raw).atMost(RAW_CONNECTIONS_MAX));
            ingest.addHttp("b: HTTP and JSON, nothing stored", http.port(), devices);
            ingest.addHttp("c: Spring Boot + JPA", crud.port(), devices);
            ingest.addHttp("d: ordinary Axon", axon.port(), devices);
            ingest.addHttp("e: **Punchgate**, ingest alone", commands.process().port(), devicesAlone);
            ingest.addPushing(
                    "f: **Punchgate**, read models and push running", devices, List.of(customer.callback("punches")));
            ingest.candidates.removeIf(candidate -> !options.candidates().contains(candidate.letter()));
            if (options.candidates().contains("g")) {
                ingest.addSubscribed("g: **Punchgate**, the same, in batches", Subscription.BATCH, customer);
            }
            if (options.candidates().contains("h")) {
                ingest.addSubscribed("h: **Punchgate**, the same, to three callbacks", Subscription.THREE, customer);
            }
            return ingest.measure();
        }
    }

    private static List<DeviceKey> registerDevices(Product product, String customer, int count) {
        product.registerCustomer(customer);
        return product.registerDevices(customer, count);
    }

    private void addHttp(String name, int port, List<DeviceKey> devices) {
        candidates.add(candidate(name, port, devices));
    }

    /** The whole product, whose customer has these callbacks. */
    private void addPushing(String name, List<DeviceKey> devices, List<Callback> callbacks) {
        candidates.add(candidate(name, bed.product().process().port(), devices)
                .followedBy(new Pushed(bed, name.substring(0, 1), callbacks)));
    }

    /** The same for a customer of its own. */
    private void addSubscribed(String name, Subscription subscription, CustomerServer server) {
        String customer = CUSTOMER + "-" + subscription.name().toLowerCase(Locale.ROOT);
        List<DeviceKey> devices =
                registerDevices(bed.product(), customer, bed.options().devices());
        addPushing(
                name,
                devices,
                subscription.subscribe(bed.product(), customer, server).callbacks());
    }

    private static Candidate candidate(String name, int port, List<DeviceKey> devices) {
        return Candidate.of(name, new HttpTarget(port, devices), new HttpTarget(port, devices.subList(0, 1)));
    }

    private String measure() {
        Column usual = new Column(USUAL_CONNECTIONS + "", USUAL_CONNECTIONS, false);
        Duration warmUp = Duration.ofSeconds(bed.options().warmUpSeconds());
        candidates.forEach(candidate -> round(candidate, usual, Pace.closed(warmUp)));
        List<Column> columns = columns();
        IngestReport report = new IngestReport(candidates, columns);
        for (Column column : columns) {
            Progress.say("ingest over " + column.title() + " connections");
            repeat((candidate, index) -> report.closed(index, column).add(round(candidate, column, closed())));
        }
        Progress.say("ingest at half of the maximum rate");
        repeat((candidate, index) -> {
            double rate = report.closed(index, usual).perSecond() / 2;
            if (!Double.isNaN(rate)) {
                report.half(index).add(round(candidate, usual, open(candidate, rate)));
            }
        });
        return report.text();
    }

    private interface Step {
        void run(Candidate candidate, int index);
    }

    /** Each repetition begins with another candidate, so that no one always comes after the same. */
    private void repeat(Step step) {
        for (int repetition = 0; repetition < bed.options().repetitions(); repetition++) {
            for (int i = 0; i < candidates.size(); i++) {
                int index = (i + repetition) % candidates.size();
                step.run(candidates.get(index), index);
            }
        }
    }

    private Measured round(Candidate candidate, Column column, Pace pace) {
        Load load = bed.load();
        int workers = candidate.workers(column.connections());
        candidate.aftermath().begin();
        Measured measured = load.run(
                column.hot() ? candidate.hot() : candidate.all(), workers, pace, candidate.aftermath()::answered);
        long errors = candidate.aftermath().awaitEnd();
        return new Measured(measured.perSecond(), measured.latencies(), measured.errors() + errors);
    }

    private Pace closed() {
        return Pace.closed(Duration.ofSeconds(bed.options().seconds()));
    }

    private Pace open(Candidate candidate, double rate) {
        int workers = candidate.workers(USUAL_CONNECTIONS);
        return Pace.open(rate, workers, Duration.ofSeconds(bed.options().seconds()));
    }

    private List<Column> columns() {
        List<Column> columns = new ArrayList<>();
        for (int connections : bed.options().connections()) {
            columns.add(new Column(connections + "", connections, false));
        }
        columns.add(new Column(USUAL_CONNECTIONS + ", one hot device", USUAL_CONNECTIONS, true));
        return columns;
    }
}
