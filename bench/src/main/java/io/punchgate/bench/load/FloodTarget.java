package io.punchgate.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Queue;
import java.util.StringJoiner;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * Floods a server with batches of {@value #ROWS} punches. A batch is named by the number of its user; its rows are of the
 * users {@code <number>-0} and up. That a batch is refused with 503 and a time to wait is a good answer, too.
 */
public final class FloodTarget implements ThreadedTarget {

    /** Punches in a batch. */
    public static final int ROWS = 500;

    private static final int UNAVAILABLE = 503;

    private final int port;
    private final List<DeviceKey> devices;
    private final Queue<Long> acknowledged = new ConcurrentLinkedQueue<>();
    private final AtomicLong refused = new AtomicLong();

    /** A server on loopback and the devices that report to it. */
    public FloodTarget(int port, List<DeviceKey> devices) {
        this.port = port;
        this.devices = List.copyOf(devices);
    }

    /** The numbers of the batches that were answered as stored. */
    public List<Long> acknowledged() {
        return List.copyOf(acknowledged);
    }

    /** The number of refused batches. */
    public long refused() {
        return refused.get();
    }

    /** The users of a batch's punches. */
    public static List<String> users(long batch) {
        return IntStream.range(0, ROWS).mapToObj(row -> batch + "-" + row).toList();
    }

    @Override
    public int devices() {
        return devices.size();
    }

    @Override
    public Shot open() throws IOException {
        return new FloodShot(new Exchange(port));
    }

    private final class FloodShot implements Shot {

        private final String time =
                DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").format(LocalDateTime.now(ZoneOffset.UTC));
        private final Exchange exchange;

        FloodShot(Exchange exchange) {
            this.exchange = exchange;
        }

        @Override
        public boolean fire(int device, long user) throws IOException {
            byte[] request = request(devices.get(device), user);
            int status = exchange.send(request, request.length);
            if (status == 200) {
                acknowledged.add(user);
                return true;
            }
            refused.incrementAndGet();
            return status == UNAVAILABLE && exchange.hasHeader("retry-after");
        }

        private byte[] request(DeviceKey device, long batch) {
            StringJoiner rows = new StringJoiner(",", "{\"punches\":[", "]}");
            users(batch).forEach(user -> rows.add("{\"user_id\":\"" + user + "\",\"att_time\":\"" + time + "\"}"));
            String body = rows.toString();
            return ("POST /api/attendance/v1/punches HTTP/1.1\r\nHost: 127.0.0.1\r\nsn: " + device.sn()
                            + "\r\nauth-token: " + device.token()
                            + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n"
                            + body)
                    .getBytes(US_ASCII);
        }

        @Override
        public void close() throws IOException {
            exchange.close();
        }
    }
}
