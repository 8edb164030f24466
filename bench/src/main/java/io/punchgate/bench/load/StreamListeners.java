package io.punchgate.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/** Listeners of the live stream, all on one thread, which look for nothing but the numbers of the users of punches. */
public final class StreamListeners implements AutoCloseable {

    private static final byte[] USER = "\"user_id\":\"".getBytes(US_ASCII);
    private static final int BUFFER_BYTES = 256 * 1024;
    private static final int WAIT_MILLIS = 100;

    private final Selector selector = Selector.open();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private final byte[] bytes = new byte[BUFFER_BYTES];
    private final AtomicLong answers = new AtomicLong();
    private final AtomicLong told = new AtomicLong();
    private final AtomicLong ended = new AtomicLong();
    private final Thread thread;
    private volatile Round round = new Round(0, 0);
    private volatile boolean running = true;

    /**
     * Connects.
     *
     * @param port on 127.0.0.1
     * @param keys of the API, one for each listener
     */
    public StreamListeners(int port, List<String> keys) throws IOException {
        for (String key : keys) {
            SocketChannel channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.write(ByteBuffer.wrap(("GET /api/v1/stream?types=punch HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                            + "Authorization: Bearer " + key + "\r\n\r\n")
                    .getBytes(US_ASCII)));
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, new Place());
        }
        thread = Thread.ofPlatform().name("stream-listeners").start(this::listen);
    }

    /** The punches of one round, and when each was answered to its device. */
    private static final class Round {

        final long firstUser;
        final AtomicLongArray answered;
        final Latencies latencies = new Latencies();

        Round(long firstUser, int users) {
            this.firstUser = firstUser;
            this.answered = new AtomicLongArray(users);
        }
    }

    /** A listener's place in the bytes of its answer, which comes in chunks, and in what is looked for. */
    private static final class Place {
        boolean begun;
        int lineLength;
        boolean inHeaders = true;
        int size;
        int left;
        int matched;
        int digits;
        long user;
    }

    /** The listeners whose answer has begun. */
    public long listening() {
        return answers.get();
    }

    /** Counts anew, the punches of users from that number on. */
    public void begin(long firstUser, int users) {
        told.set(0);
        round = new Round(firstUser, users);
    }

    /** A punch was answered to its device. */
    public void answered(long user) {
        Round current = round;
        current.answered.set((int) (user - current.firstUser), System.nanoTime());
    }

    /** The listeners whose connection ended. */
    public long ended() {
        return ended.get();
    }

    /** The punches that listeners were told of in this round, each counted for each listener. */
    public long told() {
        return told.get();
    }

    /** From the answer to a listener. */
    public Latencies latencies() {
        return round.latencies;
    }

    private void listen() {
        try {
            while (running) {
                selector.select(this::read, WAIT_MILLIS);
            }
        } catch (IOException e) {
            throw new IllegalStateException("the listeners cannot listen", e);
        }
    }

    private void read(SelectionKey key) {
        Place place = (Place) key.attachment();
        int count;
        try {
            buffer.clear();
            count = ((SocketChannel) key.channel()).read(buffer);
        } catch (IOException e) {
            count = -1;
        }
        if (count < 0) {
            ended.incrementAndGet();
            key.cancel();
            return;
        }
        answers.addAndGet(place.begun ? 0 : 1);
        place.begun = true;
        buffer.flip();
        buffer.get(bytes, 0, count);
        look(place, count, System.nanoTime());
    }

    private void look(Place place, int count, long now) {
        Round current = round;
        for (int i = 0; i < count; i++) {
            byte next = bytes[i];
            if (place.left > 0) {
                place.left--;
                match(place, next, current, now);
            } else if (place.inHeaders) {
                place.inHeaders = next != '\n' || place.lineLength > 0;
                place.lineLength = next == '\n' ? 0 : place.lineLength + (next == '\r' ? 0 : 1);
            } else {
                size(place, next);
            }
        }
    }

    /** The line with the length of the next chunk, behind the empty one that ends the chunk before. */
    private static void size(Place place, byte next) {
        int digit = Character.digit(next, 16);
        if (digit >= 0) {
            place.size = 16 * place.size + digit;
        } else if (next == '\n' && place.size > 0) {
            place.left = place.size;
            place.size = 0;
        }
    }

    private void match(Place place, byte next, Round current, long now) {
        if (place.matched == USER.length) {
            if (next >= '0' && next <= '9' && place.digits < PunchRequests.USER_DIGITS) {
                place.user = 10 * place.user + next - '0';
                place.digits++;
            } else {
                count(current, place.user, now);
                place.matched = 0;
            }
        } else if (next == USER[place.matched]) {
            place.matched++;
            place.digits = 0;
            place.user = 0;
        } else {
            place.matched = next == USER[0] ? 1 : 0;
        }
    }

    private void count(Round current, long user, long now) {
        long index = user - current.firstUser;
        if (index >= 0 && index < current.answered.length()) {
            long answered = current.answered.get((int) index);
            // One that is told before its device has read the answer was not waited for.
            current.latencies.add(answered == 0 ? 0 : now - answered);
            told.incrementAndGet();
        }
    }

    @Override
    public void close() throws IOException {
        running = false;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }
}
