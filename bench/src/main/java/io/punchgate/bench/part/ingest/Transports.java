package io.punchgate.bench.part.ingest;

import io.punchgate.bench.device.DeviceIdentity;
import io.punchgate.bench.device.GatewayAddress;
import io.punchgate.bench.device.Transport;
import io.punchgate.bench.figure.Samples;
import io.punchgate.bench.figure.Table;
import io.punchgate.bench.load.DeviceKey;
import io.punchgate.bench.load.HttpTarget;
import io.punchgate.bench.load.Latencies;
import io.punchgate.bench.load.Measured;
import io.punchgate.bench.load.Pace;
import io.punchgate.bench.load.Target;
import io.punchgate.bench.part.Bed;
import io.punchgate.bench.part.Progress;
import io.punchgate.bench.process.Database;
import io.punchgate.bench.process.Product;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/**
 * Measures the punches a second that each transport takes where it may send many at once, beside HTTP with one punch a request. After
 * each round the punches in the log are counted: as many as were acknowledged, or the figure says otherwise.
 */
public final class Transports {

    private static final String CUSTOMER = "transports";
    /** Punches that are sent before the first answer is waited for. */
    private static final int BATCH = 100;
    /** Each connection is a device. */
    private static final List<Integer> CONNECTIONS = List.of(1, 64);

    private static final String RECORDED = "select count(*) from log.event where type = 'punchgate.punch-recorded.v1'";

    private final Bed bed;
    private final List<Candidate> candidates;

    private Transports(Bed bed, List<Candidate> candidates) {
        this.bed = bed;
        this.candidates = candidates;
    }

    /**
     * One way to send.
     *
     * @param batch punches of one shot
     * @param rounds those of each number of connections
     */
    private record Candidate(String name, Target target, int batch, List<Samples> rounds) {

        static Candidate of(String name, Target target, int batch) {
            return new Candidate(
                    name,
                    target,
                    batch,
                    CONNECTIONS.stream().map(any -> new Samples()).toList());
        }
    }

    public static String measure(Bed bed) {
        Product product = bed.product();
        product.registerCustomer(CUSTOMER);
        try (HttpClient http = GatewayAddress.httpClient()) {
            List<Candidate> candidates = new ArrayList<>();
            candidates.add(Candidate.of("HTTP, a punch a request", single(product), 1));
            candidates.add(batches(product, http, Transport.HTTP, "HTTP, %d a request"));
            candidates.add(batches(product, http, Transport.ADMS, "ADMS, %d rows a request"));
            candidates.add(batches(product, http, Transport.TCP, "TCP, %d pipelined"));
            candidates.add(batches(product, http, Transport.MQTT, "MQTT QoS 1, %d pipelined"));
            return new Transports(bed, candidates).measure();
        }
    }

    private static Target single(Product product) {
        List<DeviceKey> keys = register(product, "single").stream()
                .map(device -> new DeviceKey(device.sn(), device.token()))
                .toList();
        return new HttpTarget(product.process().port(), keys);
    }

    private static Candidate batches(Product product, HttpClient http, Transport transport, String name) {
        int port = transport == Transport.MQTT ? product.mqttPort() : product.tcpPort();
        GatewayAddress gateway = new GatewayAddress(
                transport,
                URI.create("http://127.0.0.1:" + product.process().port()),
                InetSocketAddress.createUnresolved("127.0.0.1", port),
                false,
                http);
        List<DeviceIdentity> devices = register(product, transport.name().toLowerCase(Locale.ROOT));
        return Candidate.of(name.formatted(BATCH), new BatchTarget(gateway, devices, BATCH), BATCH);
    }

    private static List<DeviceIdentity> register(Product product, String name) {
        List<DeviceIdentity> devices = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS.getLast(); i++) {
            String sn = CUSTOMER + "-" + name + "-" + i;
            String body = "{\"sn\":\"%s\",\"customer_id\":\"%s\",\"label\":\"Gate\",\"time_zone\":\"UTC\"}"
                    .formatted(sn, CUSTOMER);
            JsonNode device = product.api().send("POST", "admin/v1/devices", body);
            devices.add(new DeviceIdentity(
                    sn,
                    device.get("auth_token").asString(),
                    device.get("adms_path").asString()));
        }
        return devices;
    }

    private String measure() {
        Duration warmUp = Duration.ofSeconds(bed.options().warmUpSeconds());
        for (Candidate candidate : candidates) {
            Progress.say("warming up: " + candidate.name());
            round(candidate, CONNECTIONS.getLast(), warmUp);
        }
        Duration time = Duration.ofSeconds(bed.options().seconds());
        for (int column = 0; column < CONNECTIONS.size(); column++) {
            Progress.say("transports over " + CONNECTIONS.get(column) + " connections");
            for (int repetition = 0; repetition < bed.options().repetitions(); repetition++) {
                for (int i = 0; i < candidates.size(); i++) {
                    // Each repetition begins with another one, so that no one always comes after the same.
                    Candidate candidate = candidates.get((i + repetition) % candidates.size());
                    candidate.rounds().get(column).add(round(candidate, CONNECTIONS.get(column), time));
                }
            }
        }
        return report();
    }

    private Measured round(Candidate candidate, int connections, Duration time) {
        Database database = bed.product().database();
        long before = Long.parseLong(database.ask(RECORDED));
        Measured shots = bed.load().run(candidate.target(), connections, Pace.closed(time));
        long stored = Long.parseLong(database.ask(RECORDED)) - before;
        database.awaitReadModels();
        Latencies latencies = shots.latencies();
        long astray = Math.abs(stored - latencies.count() * candidate.batch());
        return new Measured(shots.perSecond() * candidate.batch(), latencies, shots.errors() + astray);
    }

    private String report() {
        List<String> header = new ArrayList<>(List.of("connections, each a device"));
        CONNECTIONS.forEach(connections -> header.add(connections.toString()));
        Table ratios = new Table("Ratio to HTTP with a punch a request", header);
        Table rates = new Table("Punches a second", header);
        Table latencies = new Table("From a batch to the last of its answers: p50 / p99, milliseconds", header);
        List<Samples> single = candidates.getFirst().rounds();
        for (Candidate candidate : candidates) {
            List<String> ratio = new ArrayList<>();
            for (int column = 0; column < CONNECTIONS.size(); column++) {
                Samples samples = candidate.rounds().get(column);
                ratio.add(samples.text("%.2f", samples.ratioTo(single.get(column))));
            }
            ratios.row(candidate.name(), ratio);
            rates.row(
                    candidate.name(),
                    candidate.rounds().stream()
                            .map(samples -> samples.text("%,.0f", samples.perSecond()))
                            .toList());
            latencies.row(
                    candidate.name(),
                    candidate.rounds().stream().map(Samples::latencies).toList());
        }
        return "## Transports\n\nEvery acknowledged punch is in the log once, or the figure says otherwise.\n\n"
                + ratios + rates + latencies;
    }
}
