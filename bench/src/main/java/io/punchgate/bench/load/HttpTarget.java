package io.punchgate.bench.load;

import java.io.IOException;
import java.util.List;

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

    @Override
    public Shot open() throws IOException {
        return new HttpShot(port, requests);
    }
}
