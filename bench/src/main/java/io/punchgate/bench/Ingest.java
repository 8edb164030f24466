package io.punchgate.bench;

import io.punchgate.bench.load.DeviceKey;
import io.punchgate.bench.load.HttpTarget;
import io.punchgate.bench.load.Load;
import io.punchgate.bench.load.Measured;
import io.punchgate.bench.load.Pace;
import io.punchgate.bench.load.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How many punches a second each candidate takes: alternating, repeated, at several numbers of connections. */
final class Ingest {

    /** More would not fit into the server's 100 connections beside the pools, nor make single-row inserts faster. */
    private static final int RAW_CONNECTIONS_MAX = 24;

    private static final int USUAL_CONNECTIONS = 64;
    private static final String CUSTOMER = "ingest";

    private final Bed bed;
    private final List<Candidate> candidates = new ArrayList<>();
    private final List<Double> catchUpSeconds = new ArrayList<>();

    /** One of those that are compared. */
    record Candidate(String name, Target all, Target hot, int connectionsMax) {}

    /** One way to send. */
    record Column(String title, int connections, boolean hot) {}

    private Ingest(Bed bed) {
        this.bed = bed;
    }

    static String measure(Bed bed) {
        Product product = bed.product();
        product.registerCustomer(CUSTOMER);
        List<DeviceKey> devices =
                product.registerDevices(CUSTOMER, bed.options().devices());
        try (ChildProcess http = Peer.HTTP.start(product.database(), bed.jar(), bed.folder());
                ChildProcess crud = Peer.CRUD.start(product.database(), bed.jar(), bed.folder());
                ChildProcess axon = Peer.AXON.start(product.database(), bed.jar(), bed.folder())) {
            Ingest ingest = new Ingest(bed);
            HttpTarget punchgate = new HttpTarget(product.process().port(), devices);
            bed.load().run(punchgate, 1, Pace.count(1));
            Target raw = RawInserts.prepare(product.database(), devices.size());
            ingest.candidates.add(new Candidate("a: single-row inserts", raw, raw, RAW_CONNECTIONS_MAX));
            ingest.addHttp("b: HTTP and JSON, nothing stored", http.port(), devices);
            ingest.addHttp("c: Spring Boot + JPA", crud.port(), devices);
            ingest.addHttp("d: ordinary Axon", axon.port(), devices);
            ingest.addHttp("e: **Punchgate**", product.process().port(), devices);
            return ingest.measure();
        }
    }

    private void addHttp(String name, int port, List<DeviceKey> devices) {
        candidates.add(new Candidate(
                name, new HttpTarget(port, devices), new HttpTarget(port, devices.subList(0, 1)), Integer.MAX_VALUE));
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
        return report.text(Samples.median(
                catchUpSeconds.stream().mapToDouble(Double::doubleValue).toArray()));
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
        int workers = workers(candidate, column);
        Measured measured = load.run(column.hot() ? candidate.hot() : candidate.all(), workers, pace);
        double waited = bed.product().database().awaitReadModels().toMillis() / 1_000.0;
        if (candidate.equals(candidates.getLast())) {
            catchUpSeconds.add(waited);
        }
        return measured;
    }

    private static int workers(Candidate candidate, Column column) {
        return Math.min(column.connections(), candidate.connectionsMax());
    }

    private Pace closed() {
        return Pace.closed(Duration.ofSeconds(bed.options().seconds()));
    }

    private Pace open(Candidate candidate, double rate) {
        int workers = Math.min(USUAL_CONNECTIONS, candidate.connectionsMax());
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
