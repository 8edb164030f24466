package io.punchgate.bench.simulator;

import io.punchgate.bench.device.DeviceIdentity;
import io.punchgate.bench.device.DeviceLine;
import io.punchgate.bench.device.GatewayAddress;
import io.punchgate.bench.device.Outcome;
import io.punchgate.bench.device.Punch;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A device: keeps each punch in its log until that is acknowledged, and sends the log oldest first whenever it has a network.
 * It sends again what was not answered.
 */
final class SimulatedDevice implements Runnable {

    private static final long HEARTBEAT_MILLIS = 30_000;
    private static final long RECONNECT_MILLIS = 1_000;
    private static final long RECONNECT_MILLIS_MAX = 15_000;
    private static final long SWITCHED_ON_WITHIN_MILLIS = 2_000;

    private final DeviceIdentity identity;
    private final GatewayAddress gateway;
    private final DevicePlan plan;
    private final SimulatorOptions options;
    private final Tally tally;
    private final long began;
    private final Deque<Logged> log = new ArrayDeque<>();
    private int arrived;
    private @Nullable DeviceLine line;
    private long notBefore;
    private long heartbeatAt;
    private int failures;

    /** A punch in the log; whether it was sent before. */
    private static final class Logged {
        private final Punch punch;
        private boolean sent;

        private Logged(Punch punch) {
            this.punch = punch;
        }
    }

    SimulatedDevice(
            DeviceIdentity identity,
            GatewayAddress gateway,
            DevicePlan plan,
            SimulatorOptions options,
            Tally tally,
            long began) {
        this.identity = identity;
        this.gateway = gateway;
        this.plan = plan;
        this.options = options;
        this.tally = tally;
        this.began = began;
    }

    @Override
    public void run() {
        plan.oldPunches().forEach(this::log);
        notBefore = plan.random().nextLong(SWITCHED_ON_WITHIN_MILLIS);
        long end = options.duration().toMillis();
        long last = end + options.drain().toMillis();
        for (long now = now(); now < end || (now < last && !log.isEmpty()); now = now()) {
            step(now);
        }
        cut();
    }

    private long now() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    }

    private void log(Punch punch) {
        log.add(new Logged(punch));
        tally.record(Tally.PunchKey.of(identity.sn(), punch));
    }

    private void step(long now) {
        for (; arrived < plan.arrivals().size() && plan.arrivals().get(arrived) <= now; arrived++) {
            log(plan.punch(arrived));
        }
        long next = Math.min(
                plan.outages().nextChange(now),
                arrived < plan.arrivals().size()
                        ? plan.arrivals().get(arrived)
                        : options.duration().toMillis());
        if (plan.outages().isOffline(now)) {
            cut();
            pause(now, next);
        } else if (now < notBefore) {
            pause(now, notBefore);
        } else if (!log.isEmpty()) {
            attempt(now, this::deliver);
        } else if (now >= heartbeatAt) {
            attempt(now, DeviceLine::heartbeat);
        } else {
            pause(now, Math.min(next, heartbeatAt));
        }
    }

    private static void pause(long now, long until) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(Math.max(1, until - now)));
    }

    private interface Action {
        void on(DeviceLine connection) throws IOException;
    }

    private void attempt(long now, Action action) {
        try {
            @Nullable DeviceLine connection = line;
            if (connection == null) {
                connection = gateway.open(identity);
                line = connection;
                tally.online.incrementAndGet();
            }
            heartbeatAt = now + HEARTBEAT_MILLIS;
            action.on(connection);
            failures = 0;
        } catch (IOException e) {
            tally.broken.increment();
            tally.trouble(e.toString());
            cut();
            long wait = Math.min(RECONNECT_MILLIS_MAX, RECONNECT_MILLIS << Math.min(failures++, 10));
            // Not all at once when the gateway is back.
            notBefore = now() + wait / 2 + plan.random().nextLong(wait);
        }
    }

    private void deliver(DeviceLine connection) throws IOException {
        List<Logged> batch = log.stream().limit(options.batch()).toList();
        for (Logged each : batch) {
            tally.sent.increment();
            tally.retried.add(each.sent ? 1 : 0);
            each.sent = true;
        }
        long asked = System.nanoTime();
        List<Outcome> outcomes =
                connection.report(batch.stream().map(each -> each.punch).toList());
        if (plan.losesAnswer()) {
            tally.lostAnswers.increment();
            cut();
            return;
        }
        tally.took(System.nanoTime() - asked, batch.size());
        settle(outcomes);
    }

    /** Takes out of the log what needs not be sent again. */
    private void settle(List<Outcome> outcomes) {
        List<Logged> kept = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            Logged logged = log.remove();
            switch (outcome) {
                case Outcome.Stored stored -> {
                    tally.duplicates.add(stored.repeat() ? 1 : 0);
                    tally.acknowledge(Tally.PunchKey.of(identity.sn(), logged.punch));
                }
                case Outcome.Rejected rejected -> {
                    tally.rejected.increment();
                    tally.trouble(rejected.why());
                }
                case Outcome.Later later -> {
                    kept.add(logged);
                    tally.later.increment();
                    tally.trouble(later.why());
                    notBefore = Math.max(notBefore, now() + later.after().toMillis());
                }
            }
        }
        kept.reversed().forEach(log::addFirst);
    }

    private void cut() {
        if (line != null) {
            line.close();
            line = null;
            tally.online.decrementAndGet();
        }
    }
}
