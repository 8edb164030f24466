package io.punchgate.bench.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Connections that each begin a request and never end it; one thread serves them all. They take no notice of answers, and
 * remember when the server closed them.
 */
public final class UnfinishedRequests implements AutoCloseable {

    private static final long TICK_MILLIS = 50;
    private static final int ANSWER_BYTES = 64 * 1024;
    private static final byte DRIP = 'a';

    private final Selector selector = Selector.open();
    private final List<Line> lines = new ArrayList<>();
    private final AtomicInteger open = new AtomicInteger();
    private final ByteBuffer ignored = ByteBuffer.allocate(ANSWER_BYTES);
    private final long pauseNanos;
    private final long began = System.nanoTime();

    private UnfinishedRequests(int port, int connections, byte[] begin, Duration pause) throws IOException {
        pauseNanos = pause.toNanos();
        open.set(connections);
        for (int i = 0; i < connections; i++) {
            lines.add(new Line(port, ByteBuffer.wrap(begin), pauseNanos * i / connections));
        }
        Thread.ofPlatform().daemon().name("unfinished").start(this::serve);
    }

    /** Connections that send so much and then nothing. */
    public static UnfinishedRequests thatStall(int port, int connections, byte[] begin) throws IOException {
        return new UnfinishedRequests(port, connections, begin, Duration.ZERO);
    }

    /** Connections that send so much and then a byte after each pause. */
    public static UnfinishedRequests thatDrip(int port, int connections, byte[] begin, Duration pause)
            throws IOException {
        return new UnfinishedRequests(port, connections, begin, pause);
    }

    /** Waits until the server has closed all, or the time is up; tells whether it has. */
    public boolean awaitClosed(Duration max) {
        long until = System.nanoTime() + max.toNanos();
        while (open.get() > 0 && System.nanoTime() < until) {
            LockSupport.parkNanos(Duration.ofMillis(TICK_MILLIS).toNanos());
        }
        return open.get() == 0;
    }

    /** The number of those that the server had not closed so long after the start. */
    public long openAfter(Duration time) {
        return lines.stream().filter(line -> line.closedAfter > time.toNanos()).count();
    }

    /** From the start to the end of the last connection, or nothing while there is one. */
    public @Nullable Duration closedAfter() {
        return open.get() > 0
                ? null
                : Duration.ofNanos(
                        lines.stream().mapToLong(line -> line.closedAfter).max().orElse(0));
    }

    private void serve() {
        try {
            while (selector.isOpen()) {
                selector.select(key -> ((Line) key.attachment()).go(key), TICK_MILLIS);
                if (pauseNanos > 0) {
                    lines.forEach(Line::drip);
                }
            }
        } catch (IOException | ClosedSelectorException e) {
            // Closed: the loop ends.
        }
    }

    @Override
    public void close() throws IOException {
        selector.close();
        for (Line line : lines) {
            line.channel.close();
        }
    }

    private final class Line {

        private final SocketChannel channel = SocketChannel.open();
        private final ByteBuffer begin;
        private volatile long closedAfter = Long.MAX_VALUE;
        private long nextDrip;

        Line(int port, ByteBuffer begin, long firstDrip) throws IOException {
            this.begin = begin;
            this.nextDrip = System.nanoTime() + pauseNanos + firstDrip;
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_CONNECT, this);
            channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        }

        void go(SelectionKey key) {
            try {
                if (key.isConnectable() && channel.finishConnect()) {
                    key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
                }
                if (key.isWritable()) {
                    channel.write(begin);
                    key.interestOps(SelectionKey.OP_READ | (begin.hasRemaining() ? SelectionKey.OP_WRITE : 0));
                }
                if (key.isReadable() && channel.read(ignored.clear()) < 0) {
                    end();
                }
            } catch (IOException e) {
                end();
            }
        }

        void drip() {
            if (closedAfter < Long.MAX_VALUE || begin.hasRemaining() || System.nanoTime() < nextDrip) {
                return;
            }
            nextDrip += pauseNanos;
            try {
                channel.write(ByteBuffer.wrap(new byte[] {DRIP}));
            } catch (IOException e) {
                end();
            }
        }

        private void end() {
            if (closedAfter < Long.MAX_VALUE) {
                return;
            }
            closedAfter = System.nanoTime() - began;
            open.decrementAndGet();
            try {
                channel.close();
            } catch (IOException e) {
                // It is counted as closed.
            }
        }
    }
}
