package io.punchgate.bench.part.ingest;

import io.punchgate.bench.device.DeviceIdentity;
import io.punchgate.bench.device.DeviceLine;
import io.punchgate.bench.device.GatewayAddress;
import io.punchgate.bench.device.Outcome;
import io.punchgate.bench.device.Punch;
import io.punchgate.bench.load.Shot;
import io.punchgate.bench.load.ThreadedTarget;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

/** A gateway to which each connection is a device that sends many punches at a time. */
final class BatchTarget implements ThreadedTarget {

    private static final Outcome NEW = new Outcome.Stored(false);

    private final GatewayAddress gateway;
    private final List<DeviceIdentity> devices;
    private final int batch;
    private final AtomicInteger opened = new AtomicInteger();

    BatchTarget(GatewayAddress gateway, List<DeviceIdentity> devices, int batch) {
        this.gateway = gateway;
        this.devices = devices;
        this.batch = batch;
    }

    @Override
    public int devices() {
        return devices.size();
    }

    /** The connection of the next device. */
    @Override
    public Shot open() throws IOException {
        DeviceLine line = gateway.open(devices.get(opened.getAndIncrement() % devices.size()));
        LocalDateTime time = LocalDateTime.now(Clock.systemUTC()).truncatedTo(ChronoUnit.SECONDS);
        return new Shot() {
            @Override
            public boolean fire(int device, long user) throws IOException {
                List<Punch> punches = LongStream.range(user * batch, (user + 1) * batch)
                        .mapToObj(number -> new Punch(Long.toString(number), time))
                        .toList();
                return line.report(punches).stream().allMatch(NEW::equals);
            }

            @Override
            public void close() {
                line.close();
            }
        };
    }
}
