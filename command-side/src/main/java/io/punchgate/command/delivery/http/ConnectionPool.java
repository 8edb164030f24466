package io.punchgate.command.delivery.http;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one owner to one address, and the requests that wait for one. Nothing is shared between owners, on the same
 * host and port either. For the thread of one event loop.
 */
final class ConnectionPool {

    /** Twice as many as requests of the push may be under way to one callback: the rest is for operators' tests. */
    static final int CONNECTIONS_MAX = 64;

    /** So long after its last use is remembered what is known of an address. */
    private static final long REMEMBERED_NANOS = Duration.ofHours(1).toNanos();

    private static final long REST_MIN_NANOS = Duration.ofMillis(50).toNanos();
    private static final long REST_MAX_NANOS = Duration.ofSeconds(1).toNanos();
    /** A second answer is looked for so many times as long as the first one took. */
    private static final int REST_TIMES = 10;

    /** The server's ways after its answers. */
    private enum Habit {
        /** Nobody knows yet: connections rest after their answers, until one rested undisturbed. */
        UNKNOWN,
        ANSWERS_ONCE,
        /** A late one would be taken for the answer to the next request: each connection has one request. */
        ANSWERS_TWICE
    }

    private final HttpAddress address;
    private final EventLoop loop;
    private final Connector connector;
    /** The one used last is the last. */
    private final Deque<Connection> idle = new ArrayDeque<>();

    private final List<Connection> resting = new ArrayList<>();
    private final Deque<Exchange> waiting = new ArrayDeque<>();
    private final HostLookup lookup;
    private int open;
    private int connecting;
    private Habit habit = Habit.UNKNOWN;
    private long usedNanos;

    ConnectionPool(HttpAddress address, EventLoop loop, Connector connector, HostLookup lookup) {
        this.loop = loop;
        this.address = address;
        this.connector = connector;
        this.lookup = lookup;
    }

    HttpAddress address() {
        return address;
    }

    HostLookup lookup() {
        return lookup;
    }

    /** Sends it over a connection that is kept, or over a new one; or later, where all are in use. */
    void send(Exchange exchange) {
        long now = System.nanoTime();
        usedNanos = now;
        for (Connection kept = idle.pollLast(); kept != null; kept = idle.pollLast()) {
            if (kept.isFit(now)) {
                kept.write(exchange);
                return;
            }
        }
        waiting.add(exchange);
        connectIfWanted(exchange);
    }

    /** Sends what a kept connection did not take. The others have probably ended as well. */
    void again(Exchange exchange) {
        closeIdle();
        send(exchange);
    }

    /** The request waits no longer. */
    void forget(Exchange exchange) {
        waiting.remove(exchange);
    }

    private void connectIfWanted(Exchange wanted) {
        if (connecting + resting.size() < waiting.size() && open < CONNECTIONS_MAX) {
            open++;
            connecting++;
            connector.connect(this, wanted);
        }
    }

    /** A connection is there. */
    void connected(Connection connection, Exchange wanted) {
        connecting--;
        if (connection.isFit(System.nanoTime())) {
            free(connection);
        } else {
            fail(wanted, new NoAnswer("the server spoke before it was asked"));
        }
    }

    /** A connection could not be made. */
    void failed(Exchange wanted, Throwable cause) {
        connecting--;
        open--;
        fail(wanted, cause);
        goOn();
    }

    private void fail(Exchange wanted, Throwable cause) {
        if (waiting.remove(wanted)) {
            wanted.fail(cause);
        }
    }

    /** The connection may take the next request. */
    void free(Connection connection) {
        if (habit == Habit.UNKNOWN && !connection.isNew()) {
            rest(connection);
        } else {
            use(connection);
        }
    }

    private void use(Connection connection) {
        dropUnwanted();
        if (waiting.isEmpty()) {
            idle.addLast(connection);
        } else if (connection.isNew() || connection.isFit(System.nanoTime())) {
            connection.write(waiting.remove());
        }
    }

    /** A server may ask to be left alone while requests to it wait for a connection. */
    private void dropUnwanted() {
        for (Exchange next = waiting.peek(); next != null && !next.isWanted(); next = waiting.peek()) {
            waiting.remove();
            next.fail(new NotWanted());
        }
    }

    private void rest(Connection connection) {
        long nanos = Math.clamp(REST_TIMES * connection.answeredInNanos(), REST_MIN_NANOS, REST_MAX_NANOS);
        resting.add(connection);
        var unused = loop.schedule(() -> rested(connection), nanos, TimeUnit.NANOSECONDS);
    }

    private void rested(Connection connection) {
        if (!resting.contains(connection) || !connection.isFit(System.nanoTime())) {
            return;
        }
        habit = Habit.ANSWERS_ONCE;
        List<Connection> rested = List.copyOf(resting);
        resting.clear();
        rested.forEach(this::use);
    }

    /** The connection has ended. */
    void gone(Connection connection) {
        open--;
        idle.remove(connection);
        resting.remove(connection);
        goOn();
    }

    private void goOn() {
        @Nullable Exchange next = waiting.peek();
        if (next != null) {
            connectIfWanted(next);
        }
    }

    /** The server answered more than it was asked. */
    void answersTwice() {
        habit = Habit.ANSWERS_TWICE;
        closeIdle();
    }

    boolean mayKeep() {
        return habit != Habit.ANSWERS_TWICE;
    }

    private void closeIdle() {
        List.copyOf(idle).forEach(Connection::giveUp);
        List.copyOf(resting).forEach(Connection::giveUp);
    }

    /** Closes what was idle for too long. Returns whether the address may be forgotten. */
    boolean sweep(long now) {
        List.copyOf(idle).stream().filter(kept -> kept.isExpired(now)).forEach(Connection::giveUp);
        return open == 0 && waiting.isEmpty() && now - usedNanos > REMEMBERED_NANOS;
    }

    /** Fails what waits: the process stops. */
    void close(Throwable cause) {
        List<Exchange> left = List.copyOf(waiting);
        waiting.clear();
        left.forEach(exchange -> exchange.fail(cause));
    }
}
