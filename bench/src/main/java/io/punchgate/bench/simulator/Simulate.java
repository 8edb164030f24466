package io.punchgate.bench.simulator;

import io.punchgate.bench.device.DeviceIdentity;
import io.punchgate.bench.device.GatewayAddress;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A morning at many devices, pressed into minutes: to try an installation. See {@code docs/operate.md}. */
public final class Simulate {

    /** Everything that was acknowledged is there exactly once, and nothing is left. */
    public static final int ALL_WELL = 0;
    /** Something is missing, doubled, rejected or left over. */
    public static final int NOT_ALL_WELL = 1;
    /** The command line is not understood. */
    public static final int USAGE = 2;
    /** The installation cannot be reached, or refuses what is asked. */
    public static final int NO_INSTALLATION = 3;

    private static final long PROGRESS_NANOS = TimeUnit.SECONDS.toNanos(1);

    private Simulate() {}

    /** Runs to the end and returns the exit code. */
    public static int run(String... arguments) {
        if (List.of(arguments).contains("--help")) {
            System.out.println(SimulatorOptions.USAGE);
            return ALL_WELL;
        }
        try {
            return run(SimulatorOptions.parse(arguments));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n\n" + SimulatorOptions.USAGE);
            return USAGE;
        } catch (NoSuchFileException e) {
            System.err.println("there is no file " + e.getMessage());
            return NO_INSTALLATION;
        } catch (IOException e) {
            System.err.println(e.getMessage());
            return NO_INSTALLATION;
        }
    }

    private static int run(SimulatorOptions options) throws IOException {
        String token = Files.readString(options.adminTokenFile()).strip();
        Instant start = Clock.systemUTC().instant();
        try (Api operators = new Api(options.url(), token);
                HttpClient http = GatewayAddress.httpClient()) {
            Fleet fleet = Fleet.of(options, operators, start);
            System.out.printf("%d devices of %s%n", fleet.devices().size(), String.join(", ", fleet.customers()));
            GatewayAddress gateway =
                    new GatewayAddress(options.transport(), options.url(), options.socket(), options.tls(), http);
            Tally tally = new Tally();
            play(options, fleet.devices(), gateway, tally);
            ReadBack readBack = ReadBack.of(options, operators, fleet.customers(), tally, start);
            System.out.print(Summary.of(tally, readBack));
            return readBack.isAsPromised() && tally.rejected.sum() == 0 && tally.waiting() == 0
                    ? ALL_WELL
                    : NOT_ALL_WELL;
        }
    }

    private static void play(
            SimulatorOptions options, List<DeviceIdentity> devices, GatewayAddress gateway, Tally tally) {
        Instant start = Clock.systemUTC().instant();
        long began = System.nanoTime();
        List<Thread> threads = new ArrayList<>(devices.size());
        for (int i = 0; i < devices.size(); i++) {
            DevicePlan plan = DevicePlan.of(options, i, start);
            SimulatedDevice device = new SimulatedDevice(devices.get(i), gateway, plan, options, tally, began);
            threads.add(Thread.ofVirtual().name(devices.get(i).sn()).start(device));
        }
        while (threads.stream().anyMatch(Thread::isAlive)) {
            LockSupport.parkNanos(PROGRESS_NANOS);
            long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began);
            System.out.println(Summary.progress(seconds, devices.size(), tally));
        }
    }
}
