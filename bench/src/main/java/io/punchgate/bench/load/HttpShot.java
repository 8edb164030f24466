package io.punchgate.bench.load;

import java.io.IOException;

/** Sends prebuilt requests of one punch each over a connection of its own. */
final class HttpShot implements Shot {

    private final Exchange exchange;
    private final PunchRequests requests;
    private final byte[] request;

    HttpShot(int port, PunchRequests requests) throws IOException {
        this.exchange = new Exchange(port);
        this.requests = requests;
        this.request = new byte[requests.lengthMax()];
    }

    @Override
    public boolean fire(int device, long user) throws IOException {
        return exchange.send(request, requests.write(device, user, request)) == 200;
    }

    @Override
    public void close() throws IOException {
        exchange.close();
    }
}
