package io.punchgate.bench.load;

import java.io.IOException;
import java.util.List;
import java.util.function.LongConsumer;

/** A server that speaks the Attendance API on loopback. */
public final class HttpTarget implements Target {

    private final int port;
    private final PunchRequests requests;

    /**
     * A server and the devices that report to it.
     *
     * @param port on 127.0.0.1
     */
    public HttpTarget(int port, List<DeviceKey> devices) {
        this.port = port;
        this.requests = new PunchRequests(devices);
    }

    @Override
    public int devices() {
        return requests.devices();
    }

    /** Not by a thread for each connection: that they wait each for an answer costs more than the rest of the load. */
    @Override
    public Measured run(Load load, int workers, Pace pace, LongConsumer answered) throws IOException {
        try (EventLoop loop = new EventLoop(port, requests, pace, answered, load.users())) {
            return loop.run(workers);
        }
    }
}
