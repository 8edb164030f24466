package io.punchgate.bench.load;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

/** Reports for devices that the server does not know: any refusal is a good answer, and counted by its status. */
public final class UnknownDevices implements ThreadedTarget {

    private static final int UNAUTHORIZED = 401;
    private static final int TOO_MANY = 429;

    private final int port;
    private final PunchRequests requests;
    private final Map<Integer, LongAdder> answers = new ConcurrentHashMap<>();

    /** A server on loopback and the number of serials. */
    public UnknownDevices(int port, int devices) {
        this.port = port;
        this.requests = new PunchRequests(IntStream.range(0, devices)
                .mapToObj(i -> new DeviceKey("unknown-" + i, "no-secret-" + i))
                .toList());
    }

    @Override
    public int devices() {
        return requests.devices();
    }

    /** Each status and the number of its answers since it was last asked for, such as {@code 401: 300, 429: 9,700}. */
    public String answers() {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(answers)
                .forEach((status, count) ->
                        text.append(text.isEmpty() ? "" : ", ").append("%d: %,d".formatted(status, count.sum())));
        answers.clear();
        return text.toString();
    }

    @Override
    public Shot open() throws IOException {
        Exchange exchange = new Exchange(port);
        byte[] request = new byte[requests.lengthMax()];
        return new Shot() {
            @Override
            public boolean fire(int device, long user) throws IOException {
                int status = exchange.send(request, requests.write(device, user, request));
                answers.computeIfAbsent(status, any -> new LongAdder()).increment();
                return status == UNAUTHORIZED || status == TOO_MANY;
            }

            @Override
            public void close() throws IOException {
                exchange.close();
            }
        };
    }
}
