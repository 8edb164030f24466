package io.punchgate.bench.outage;

import io.punchgate.bench.process.Database;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Says in the end whether each acknowledged punch is stored, pushed and readable as promised. */
final class Verdict {

    private static final Duration ARRIVAL_MAX = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final String USER = "record::json->'payload'->>'userId'";
    /** The number of a punch of its device, which its user's name ends with. */
    private static final String NUMBER = "substring(" + USER + " from 2)::int";

    private final Database database;
    private final List<SteadyDevice> devices;

    /** Of devices that send no more. */
    Verdict(Database database, List<SteadyDevice> devices) {
        this.database = database;
        this.devices = devices;
    }

    /** Each acknowledged punch is in the log once; the one that was last on its way may be there as well. */
    boolean isStoredOnce() {
        boolean well = true;
        for (SteadyDevice device : devices) {
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
        return Long.parseLong(
                database.ask("select count(" + counted + ") from log.event where type = 'punchgate.punch-recorded.v1'"
                        + " and stream = 'device/" + device.sn() + "'"));
    }

    /** Each acknowledged punch came to the customer's server, and what came again came under the same id. */
    boolean isPushed(Arrivals arrivals) {
        boolean all = isTrueInTime(() -> missing(arrivals) == 0);
        System.out.printf(
                "Pushes: %d acknowledged punches missing, %d doubled under the same id, %d under another id.%n",
                missing(arrivals), arrivals.doubled() - arrivals.underOtherIds(), arrivals.underOtherIds());
        return all && arrivals.underOtherIds() == 0;
    }

    private long missing(Arrivals arrivals) {
        return devices.stream()
                .mapToLong(device -> arrivals.missing(device.sn(), device.acknowledged()))
                .sum();
    }

    /** Each acknowledged punch was read once at the query side by an integrator who follows the list. */
    boolean isReadOnce(SteadyReader reader) {
        reader.readOn(ARRIVAL_MAX, () -> notOnce(reader));
        System.out.printf("Reads: %d acknowledged punches missing or doubled.%n", notOnce(reader));
        return notOnce(reader) == 0;
    }

    private long notOnce(SteadyReader reader) {
        return devices.stream()
                .mapToLong(device -> reader.notOnce(device.sn(), device.acknowledged()))
                .sum();
    }

    private static boolean isTrueInTime(BooleanSupplier condition) {
        long until = System.nanoTime() + ARRIVAL_MAX.toNanos();
        boolean isTrue = condition.getAsBoolean();
        while (!isTrue && System.nanoTime() < until) {
            LockSupport.parkNanos(POLL.toNanos());
            isTrue = condition.getAsBoolean();
        }
        return isTrue;
    }
}
