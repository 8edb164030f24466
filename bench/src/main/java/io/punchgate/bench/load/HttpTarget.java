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

    /** A closed loop by one thread for all: threads that wait each for an answer cost more than the rest of the load. */
    @Override
    public Measured run(Load load, int workers, Pace pace, LongConsumer answered) throws IOException {
        if (!(pace instanceof Pace.Closed)) {
            return load.runInThreads(this, workers, pace, answered);
        }
        try (EventLoop loop = new EventLoop(port, requests, pace, answered, load.users())) {
            return loop.run(workers);
        }
    }

    @Override
    public Shot open() throws IOException {
        return new HttpShot(port, requests);
    }
}
