package io.punchgate.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/**
 * Sends punches over many connections, each as soon as it has its answer and the next is due. One thread waits for all answers
 * and, if they are not late, a second one for the time at which the next punch is due: of all ways the one that takes least
 * from what is measured. Runs once.
 */
final class EventLoop implements AutoCloseable {

    private static final long SELECT_MILLIS_MAX = 1_000;

    private final int port;
    private final PunchRequests requests;
    private final Pace pace;
    private final LongConsumer answered;
    private final AtomicLong users;
    private final Selector selector;
    private final List<Line> lines = new ArrayList<>();
    private final DelayQueue<Line> early = new DelayQueue<>();
    private final Thread clock = Thread.ofPlatform().name("pace").unstarted(this::sendWhatIsDue);
    private final Latencies latencies = new Latencies();
    private final AtomicLong errors = new AtomicLong();
    private final AtomicInteger open = new AtomicInteger();
    private long began;
    private long end;

    EventLoop(int port, PunchRequests requests, Pace pace, LongConsumer answered, AtomicLong users) throws IOException {
        this.port = port;
        this.requests = requests;
        this.pace = pace;
        this.answered = answered;
        this.users = users;
        this.selector = Selector.open();
    }

    /**
     * Runs to the end of the pace.
     *
     * @throws IOException if it cannot connect
     */
    Measured run(int connections) throws IOException {
        for (int i = 0; i < connections; i++) {
            lines.add(new Line(i, connections));
        }
        open.set(connections);
        began = System.nanoTime();
        end = began + 1;
        clock.start();
        lines.forEach(Line::next);
        while (open.get() > 0 && System.nanoTime() - began < TimeUnit.SECONDS.toNanos(Load.RUN_SECONDS_MAX)) {
            selector.select(key -> ((Line) key.attachment()).answer(), SELECT_MILLIS_MAX);
        }
        return new Measured(
                latencies.count() * (double) TimeUnit.SECONDS.toNanos(1) / (end - began),
                latencies,
                errors.get() + open.get());
    }

    private void sendWhatIsDue() {
        try {
            while (true) {
                early.take().send();
            }
        } catch (InterruptedException e) {
            // The load has ended.
        }
    }

    @Override
    public void close() throws IOException {
        clock.interrupt();
        for (Line line : lines) {
            line.channel.close();
        }
        selector.close();
    }

    /** One connection, with at most one punch under way. Both threads use it, one after the other. */
    private final class Line implements Delayed {

        private final int index;
        private final int connections;
        private final byte[] request = new byte[requests.lengthMax()];
        private final HttpMessage answer = new HttpMessage();
        private SocketChannel channel;
        private int device;
        private long fired;
        private long user;
        private long due;

        Line(int index, int connections) throws IOException {
            this.index = index;
            this.connections = connections;
            this.device = index % requests.devices();
            this.channel = connect();
        }

        private SocketChannel connect() throws IOException {
            SocketChannel connected = Exchange.connect(port);
            connected.configureBlocking(false);
            connected.register(selector, SelectionKey.OP_READ, this);
            return connected;
        }

        /** Sends the next punch, if there is to be one, or leaves it to the clock. */
        synchronized void next() {
            due = pace.due(began, index, fired);
            if (due == Pace.STOP) {
                open.decrementAndGet();
            } else if (getDelay(TimeUnit.NANOSECONDS) > 0) {
                early.add(this);
            } else {
                send();
            }
        }

        synchronized void send() {
            if (fired > 0) {
                device = Load.deviceAfter(device, index, connections, requests.devices());
            }
            fired++;
            user = users.getAndIncrement();
            ByteBuffer bytes = ByteBuffer.wrap(request, 0, requests.write(device, user, request));
            try {
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            } catch (IOException e) {
                fail();
            }
        }

        /** Reads what came, and goes on if that was the whole answer. */
        synchronized void answer() {
            try {
                if (!answer.readFrom(channel)) {
                    return;
                }
                end = System.nanoTime();
                if (answer.status() == 200) {
                    answered.accept(user);
                    latencies.add(end - due);
                } else {
                    errors.incrementAndGet();
                }
                if (answer.isLast()) {
                    SocketChannel last = channel;
                    channel = connect();
                    last.close();
                }
            } catch (IOException e) {
                fail();
                return;
            }
            next();
        }

        /** A broken connection is of no further use; whichever thread finds it so first tells. */
        private void fail() {
            if (!channel.isOpen()) {
                return;
            }
            errors.incrementAndGet();
            open.decrementAndGet();
            try {
                channel.close();
            } catch (IOException e) {
                // It was counted; how it ends does not matter.
            }
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(due - System.nanoTime(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.signum(due - ((Line) other).due);
        }
    }
}
