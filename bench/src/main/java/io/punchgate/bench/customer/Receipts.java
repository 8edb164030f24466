package io.punchgate.bench.customer;

import io.punchgate.bench.load.Latencies;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;

/** The pushes that a customer got in one round: each punch is to come exactly once, and those of a device in the order recorded. */
public final class Receipts implements Receiver {

    private static final Duration POLL = Duration.ofMillis(5);

    private final long firstUser;
    private final AtomicLongArray answeredAt;
    private final AtomicLongArray receivedAt;
    private final AtomicIntegerArray times;
    private final AtomicIntegerArray deviceOf;
    private final AtomicLongArray lastOfDevice;
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong arrived = new AtomicLong();
    private final AtomicLong wrong = new AtomicLong();
    private final int orderedDevices;

    /**
     * Expects punches of the users from the first one on.
     *
     * @param punchesMax how many at most
     * @param orderedDevices the first so many devices' punches are sent one after the other, so that their order is known
     */
    public Receipts(long firstUser, int punchesMax, int devices, int orderedDevices) {
        this.firstUser = firstUser;
        this.orderedDevices = orderedDevices;
        answeredAt = new AtomicLongArray(punchesMax);
        receivedAt = new AtomicLongArray(punchesMax);
        times = new AtomicIntegerArray(punchesMax);
        deviceOf = new AtomicIntegerArray(punchesMax);
        lastOfDevice = new AtomicLongArray(devices);
    }

    /** The device was told that its punch is stored. */
    public void answered(long user) {
        answeredAt.set((int) (user - firstUser), System.nanoTime());
        answered.incrementAndGet();
    }

    /** A push arrived; counted as wrong if it is a repeat, comes before an earlier one of its device, or is none of ours. */
    @Override
    public void received(ReceivedPunch punch) {
        int device = number(punch.sn().substring(punch.sn().lastIndexOf('-') + 1));
        long user = number(punch.userId());
        int index = (int) (user - firstUser);
        if (user < firstUser || index >= times.length() || device < 0 || device >= lastOfDevice.length()) {
            wrong.incrementAndGet();
            return;
        }
        boolean repeat = times.getAndIncrement(index) > 0;
        if (repeat || (lastOfDevice.getAndSet(device, user + 1) > user && device < orderedDevices)) {
            wrong.incrementAndGet();
        }
        if (!repeat) {
            receivedAt.set(index, punch.at());
            deviceOf.set(index, device);
            arrived.incrementAndGet();
        }
    }

    /** Waits until everything that was answered has arrived, or the time is up; tells whether it has. */
    public boolean await(Duration max) {
        long began = System.nanoTime();
        while (arrived.get() < answered.get() && System.nanoTime() - began < max.toNanos()) {
            LockSupport.parkNanos(POLL.toNanos());
        }
        return arrived.get() >= answered.get();
    }

    /** Answered but not received, received twice, or out of order. */
    public long errors() {
        long missing = 0;
        for (int i = 0; i < times.length(); i++) {
            missing += answeredAt.get(i) != 0 && times.get(i) == 0 ? 1 : 0;
        }
        return missing + wrong.get();
    }

    /** From the device's answer to the receipt. */
    public Latencies latencies() {
        return latencies(lastOfDevice.length());
    }

    /** That, of the first devices only. */
    public Latencies latencies(int devices) {
        Latencies latencies = new Latencies();
        for (int i = 0; i < times.length(); i++) {
            if (answeredAt.get(i) != 0 && times.get(i) > 0 && deviceOf.get(i) < devices) {
                latencies.add(receivedAt.get(i) - answeredAt.get(i));
            }
        }
        return latencies;
    }

    /** {@code System.nanoTime()} of the last receipt. */
    public long lastReceivedAt() {
        long last = Long.MIN_VALUE;
        for (int i = 0; i < times.length(); i++) {
            last = times.get(i) > 0 ? Math.max(last, receivedAt.get(i)) : last;
        }
        return last;
    }

    private static int number(String digits) {
        try {
            return Integer.parseInt(digits);
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
