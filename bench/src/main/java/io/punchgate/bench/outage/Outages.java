package io.punchgate.bench.outage;

import io.punchgate.bench.customer.CustomerServer;
import io.punchgate.bench.figure.Table;
import io.punchgate.bench.process.Database;
import io.punchgate.bench.process.Product;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Runs two command sides on the database of a standalone, which reads, under load; stops, cuts off and kills one of them in
 * turns, silences a connection of the other one, and tells how long the other one took no punches.
 */
public final class Outages {

    private static final String CUSTOMER = "outages";
    private static final int DEVICES_OF_A_SIDE = 4;
    private static final Duration QUIET = Duration.ofSeconds(10);
    private static final Duration OUTAGE = Duration.ofSeconds(20);

    private static final String USER = "record::json->'payload'->>'userId'";
    /** The number of a punch of its device, which its user's name ends with. */
    private static final String NUMBER = "substring(" + USER + " from 2)::int";

    private final Product reading;
    private final List<SteadyDevice> ofSteady = new ArrayList<>();
    private final List<SteadyDevice> ofVictim = new ArrayList<>();
    private final Table table = new Table(
            "Longest time without a punch taken, seconds",
            List.of("what happens", "at the other command side", "at the one concerned"));

    private Outages(Product reading) {
        this.reading = reading;
    }

    /**
     * Runs to the end, prints the table, and returns whether nothing is lost or doubled.
     *
     * @param standalone the packaged standalone
     * @param commandSide the packaged command side
     * @param folder an empty folder for data and logs
     */
    public static boolean run(Path standalone, Path commandSide, Path folder) throws IOException {
        try (Product reading = Product.start(standalone, folder, "standalone", false)) {
            return new Outages(reading).run(commandSide, folder);
        }
    }

    private boolean run(Path jar, Path folder) throws IOException {
        Database database = reading.database();
        reading.registerCustomer(CUSTOMER);
        try (CustomerServer customer = new CustomerServer();
                Cable steadyCable = new Cable(database.port());
                Cable victimCable = new Cable(database.port());
                HttpClient http = HttpClient.newHttpClient();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                Product steady = Product.pushing(jar, folder, "steady", database.through(steadyCable.port()));
                Product victim = Product.pushing(jar, folder, "victim", database.through(victimCable.port()))) {
            reading.setCallback(CUSTOMER, customer.url());
            reading.registerDevices(CUSTOMER, 2 * DEVICES_OF_A_SIDE).forEach(device -> {
                boolean first = ofSteady.size() < DEVICES_OF_A_SIDE;
                int port = (first ? steady : victim).process().port();
                (first ? ofSteady : ofVictim).add(new SteadyDevice(http, port, device));
            });
            all().forEach(threads::execute);
            rest(QUIET);
            turn("none", () -> rest(OUTAGE));
            turn("one is stopped (SIGSTOP)", () -> {
                victim.process().signal("STOP");
                rest(OUTAGE);
                victim.process().signal("CONT");
            });
            turn("one is cut off (nothing reaches the database)", () -> {
                victimCable.silence(true);
                rest(OUTAGE);
                victimCable.silence(false);
            });
            turn("the busiest connection of the other falls silent", () -> {
                steadyCable.countAnew();
                rest(Duration.ofSeconds(1));
                steadyCable.silenceTheBusiest();
                rest(OUTAGE);
            });
            turn("all connections of the other fall silent", () -> {
                steadyCable.silenceConnections();
                rest(OUTAGE);
            });
            turn("one is killed", () -> {
                victim.process().signal("KILL");
                rest(OUTAGE);
            });
            all().forEach(SteadyDevice::stop);
            threads.shutdown();
        }
        System.out.println(table);
        return isAllThereOnce();
    }

    private Stream<SteadyDevice> all() {
        return Stream.concat(ofSteady.stream(), ofVictim.stream());
    }

    private static void rest(Duration time) {
        LockSupport.parkNanos(time.toNanos());
    }

    private void turn(String name, Runnable outage) {
        System.out.println(name);
        long began = System.nanoTime();
        outage.run();
        rest(QUIET);
        long ended = System.nanoTime();
        table.row(name, List.of(seconds(gap(ofSteady, began, ended)), seconds(gap(ofVictim, began, ended))));
    }

    /** The longest time in which none of the devices got an acknowledgement. */
    private static long gap(List<SteadyDevice> devices, long began, long ended) {
        List<Long> times = Stream.concat(
                        devices.stream()
                                .flatMap(device -> device.acknowledgedNanos().stream())
                                .filter(time -> time > began && time < ended),
                        Stream.of(ended))
                .sorted()
                .toList();
        long longest = 0;
        long last = began;
        for (long time : times) {
            longest = Math.max(longest, time - last);
            last = time;
        }
        return longest;
    }

    private static String seconds(long nanos) {
        return String.format(
                Locale.ROOT, "%.1f", nanos / (double) Duration.ofSeconds(1).toNanos());
    }

    /** Each acknowledged punch is in the log once; the one that was last on its way may be there as well. */
    private boolean isAllThereOnce() {
        boolean well = true;
        for (SteadyDevice device : all().toList()) {
            long stored = stored("*", device);
            long more = stored - device.acknowledged();
            boolean once = stored == stored("distinct " + USER, device)
                    && stored("case when " + NUMBER + " < " + device.acknowledged() + " then 1 end", device)
                            == device.acknowledged()
                    && (more == 0 || more == 1);
            well &= once;
            System.out.printf(
                    "%s: %d acknowledged, %d stored%s%n", device.sn(), device.acknowledged(), stored, once ? "" : " !");
        }
        System.out.println(well ? "Every acknowledged punch is there exactly once." : "Punches are lost or doubled.");
        return well;
    }

    private long stored(String counted, SteadyDevice device) {
        return Long.parseLong(reading.database()
                .ask("select count(" + counted + ") from log.event where type = 'punchgate.punch-recorded.v1'"
                        + " and stream = 'device/" + device.sn() + "'"));
    }
}
