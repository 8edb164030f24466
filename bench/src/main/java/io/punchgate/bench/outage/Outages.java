package io.punchgate.bench.outage;

import io.punchgate.bench.figure.Table;
import io.punchgate.bench.load.DeviceKey;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Runs two command sides and a query side on one database under load; stops, cuts off and kills one of them in turns, silences
 * connections of another, and tells how long each of them served nobody, and what it said of itself meanwhile.
 */
public final class Outages {

    private static final int DEVICES_OF_A_SIDE = 4;
    private static final Duration GAP_MAX = Duration.ofSeconds(15);
    private static final Duration LATE_MAX = Duration.ofSeconds(5);

    private final Duration quiet;
    private final Duration outage;
    private final Installation installation;
    private final List<SteadyDevice> ofSteady = new ArrayList<>();
    private final List<SteadyDevice> ofVictim = new ArrayList<>();
    private final SteadyReader reader;
    private final List<Member> members;
    private final Table table = new Table(
            "Longest time in which nobody was served, seconds: at most %d where a process goes on"
                    .formatted(GAP_MAX.toSeconds()),
            List.of(
                    "what happens",
                    "punches at the first command side",
                    "punches at the second",
                    "reads at the query side",
                    "of it the one concerned said it was ready: at most %d at a command side"
                            .formatted(LATE_MAX.toSeconds())));
    private boolean goalsMet = true;

    /** A process, those that it serves, and its word of itself. */
    private record Member(boolean takesPunches, Served served, Readiness readiness) {}

    private interface Served {
        Stream<Long> times();
    }

    private Outages(Installation installation, HttpClient http, Arrivals arrivals, boolean quick) {
        this.installation = installation;
        this.quiet = Duration.ofSeconds(quick ? 4 : 10);
        this.outage = Duration.ofSeconds(quick ? 4 : 20);
        List<DeviceKey> devices = installation.register(arrivals, 2 * DEVICES_OF_A_SIDE);
        int steadyPort = installation.steady().process().port();
        int victimPort = installation.victim().process().port();
        devices.subList(0, DEVICES_OF_A_SIDE)
                .forEach(device -> ofSteady.add(new SteadyDevice(http, steadyPort, device)));
        devices.subList(DEVICES_OF_A_SIDE, devices.size())
                .forEach(device -> ofVictim.add(new SteadyDevice(http, victimPort, device)));
        reader = new SteadyReader(http, this::queryPort, installation.makeKey());
        members = List.of(
                new Member(true, () -> times(ofSteady), new Readiness(http, () -> steadyPort)),
                new Member(true, () -> times(ofVictim), new Readiness(http, () -> victimPort)),
                new Member(false, () -> reader.readNanos().stream(), new Readiness(http, this::queryPort)));
    }

    private int queryPort() {
        return installation.query().process().port();
    }

    private static Stream<Long> times(List<SteadyDevice> devices) {
        return devices.stream().flatMap(device -> device.acknowledgedNanos().stream());
    }

    /**
     * Runs to the end, prints the table, and returns whether nothing is lost or doubled and the goals are met.
     *
     * @param standalone the packaged standalone, which makes the database
     * @param commandSide the packaged command side
     * @param querySide the packaged query side
     * @param folder an empty folder for data and logs
     * @param quick whether it only shows that everything works, as most of the processes' own time-outs are longer
     */
    public static boolean run(Path standalone, Path commandSide, Path querySide, Path folder, boolean quick)
            throws IOException {
        Arrivals arrivals = new Arrivals();
        try (Installation installation = new Installation(standalone, commandSide, querySide, folder);
                HttpClient http = HttpClient.newHttpClient()) {
            Outages outages = new Outages(installation, http, arrivals, quick);
            outages.run();
            System.out.println(outages.table);
            Verdict verdict = new Verdict(installation.database(), outages.devices());
            boolean stored = verdict.isStoredOnce();
            boolean pushed = verdict.isPushed(arrivals);
            boolean read = verdict.isReadOnce(outages.reader);
            return stored && pushed && read && outages.goalsMet;
        }
    }

    private List<SteadyDevice> devices() {
        return Stream.concat(ofSteady.stream(), ofVictim.stream()).toList();
    }

    private void run() {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            devices().forEach(threads::execute);
            threads.execute(reader);
            members.forEach(member -> threads.execute(member.readiness()));
            rest(quiet);
            turns();
            devices().forEach(SteadyDevice::stop);
            reader.stop();
            members.forEach(member -> member.readiness().stop());
        }
    }

    private void turns() {
        Member steady = members.get(0);
        Member victim = members.get(1);
        Member query = members.get(2);
        turn("nothing", steady, true, () -> rest(outage));
        turn("the second is stopped (SIGSTOP)", victim, false, () -> {
            installation.victim().process().signal("STOP");
            rest(outage);
            installation.victim().process().signal("CONT");
        });
        turn(
                "the second is cut off (nothing reaches the database)",
                victim,
                false,
                () -> cutOff(installation.victimCable()));
        turn("the busiest connection of the first falls silent", steady, true, () -> {
            installation.steadyCable().countAnew();
            rest(Duration.ofSeconds(1));
            installation.steadyCable().silenceTheBusiest();
            rest(outage);
        });
        turn("all connections of the first fall silent", steady, true, () -> {
            installation.steadyCable().silenceConnections();
            rest(outage);
        });
        turn("the query side is stopped (SIGSTOP)", query, false, () -> {
            installation.query().process().signal("STOP");
            rest(outage);
            installation.query().process().signal("CONT");
        });
        turn("the query side is cut off", query, false, () -> cutOff(installation.queryCable()));
        turn("the query side is killed, and started again", query, false, () -> {
            installation.query().process().signal("KILL");
            rest(outage);
            installation.restartQuerySide();
        });
        turn("the second is killed", victim, false, () -> {
            installation.victim().process().signal("KILL");
            rest(outage);
        });
    }

    private void cutOff(Cable cable) {
        cable.silence(true);
        rest(outage);
        cable.silence(false);
    }

    private static void rest(Duration time) {
        LockSupport.parkNanos(time.toNanos());
    }

    /** One outage; the one concerned is to go on by itself if its process and its way to the database are there. */
    private void turn(String name, Member concerned, boolean goesOn, Runnable happens) {
        System.out.println(name);
        long began = System.nanoTime();
        happens.run();
        rest(quiet);
        long ended = System.nanoTime();
        List<String> cells = new ArrayList<>();
        for (Member member : members) {
            Gap gap = Gap.longest(member.served().times(), began, ended);
            boolean met = (member.equals(concerned) && !goesOn) || gap.nanos() <= GAP_MAX.toNanos();
            cells.add(told(gap.nanos(), met));
        }
        long up = concerned.readiness().upWithin(Gap.longest(concerned.served().times(), began, ended));
        cells.add(told(up, up <= LATE_MAX.toNanos() || !concerned.takesPunches()));
        table.row(name, cells);
    }

    private String told(long nanos, boolean met) {
        goalsMet &= met;
        return Gap.seconds(nanos) + (met ? "" : " !");
    }
}
