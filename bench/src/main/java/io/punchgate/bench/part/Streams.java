package io.punchgate.bench.part;

import io.punchgate.bench.figure.Samples;
import io.punchgate.bench.figure.Table;
import io.punchgate.bench.load.DeviceKey;
import io.punchgate.bench.load.HttpTarget;
import io.punchgate.bench.load.Measured;
import io.punchgate.bench.load.Pace;
import io.punchgate.bench.load.StreamListeners;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Measures how soon punches reach many who listen to the live stream, and what that costs their devices. */
public final class Streams {

    private static final String CUSTOMER = "listening";
    private static final int STREAMS_OF_KEY = 100;
    private static final int LISTENERS = 1_000;
    private static final int DEVICES = 20;
    private static final int RATE = 500;
    private static final long LOOK_NANOS = Duration.ofMillis(20).toNanos();
    private static final Duration ARRIVAL_MAX = Duration.ofMinutes(2);

    private final Bed bed;
    private final HttpTarget devices;

    private Streams(Bed bed, HttpTarget devices) {
        this.bed = bed;
        this.devices = devices;
    }

    public static String measure(Bed bed) throws IOException {
        bed.product().registerCustomer(CUSTOMER);
        List<DeviceKey> devices = bed.product().registerDevices(CUSTOMER, DEVICES);
        List<String> keys = new ArrayList<>();
        // That of the one listener is another: the gate notices its end only a while later.
        keys.add(bed.product().makeKey(CUSTOMER, "integrator"));
        for (int i = 0; i < LISTENERS; i += STREAMS_OF_KEY) {
            keys.addAll(Collections.nCopies(STREAMS_OF_KEY, bed.product().makeKey(CUSTOMER, "integrator")));
        }
        int port = bed.product().process().port();
        return new Streams(bed, new HttpTarget(port, devices)).measure(port, keys);
    }

    private String measure(int port, List<String> keys) throws IOException {
        Table table = new Table(
                "%d punches a second, milliseconds: p50 / p99".formatted(RATE),
                List.of("listeners", "answer to the device", "from the answer to the listeners"));
        for (int listeners : List.of(1, LISTENERS)) {
            Progress.say("streams: " + listeners);
            List<String> own = listeners == 1 ? keys.subList(0, 1) : keys.subList(1, 1 + listeners);
            try (StreamListeners listening = new StreamListeners(port, own)) {
                await(() -> listening.listening() == listeners);
                round(listening, listeners, bed.options().warmUpSeconds());
                Samples answers = new Samples();
                Samples told = new Samples();
                for (int i = 0; i < bed.options().repetitions(); i++) {
                    Round round = round(listening, listeners, bed.options().seconds());
                    answers.add(round.answers());
                    told.add(round.told());
                }
                table.row(Integer.toString(listeners), List.of(answers.latencies(), told.latencies()));
            }
        }
        return "## Streams\n\nAll listen to all punches of one customer; they share the cores with the gate.\n\n"
                + table;
    }

    /** The latencies of a round: to the devices, and from there to the listeners. */
    private record Round(Measured answers, Measured told) {}

    private Round round(StreamListeners listening, int listeners, int seconds) {
        long first = bed.load().users().get();
        listening.begin(first, RATE * seconds + DEVICES);
        Measured answers = bed.load()
                .run(devices, DEVICES, Pace.open(RATE, DEVICES, Duration.ofSeconds(seconds)), listening::answered);
        long expected = (bed.load().users().get() - first) * listeners;
        await(() -> listening.told() >= expected || listening.ended() > 0);
        long missing = expected - listening.told();
        return new Round(answers, new Measured(RATE, listening.latencies(), Math.abs(missing) + listening.ended()));
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + ARRIVAL_MAX.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }
}
