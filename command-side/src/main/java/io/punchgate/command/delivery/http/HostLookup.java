package io.punchgate.command.delivery.http;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds the addresses of one host. The system's resolver cannot be interrupted: it is asked on a thread aside, once at a time, so
 * that a slow name server holds up no event loop, and takes one thread.
 */
final class HostLookup {

    private final HttpAddress address;
    private final HostResolver hosts;
    private final EventLoop loop;
    private final Executor aside;
    private final Duration max;
    private final List<Waiter> waiters = new ArrayList<>();
    private boolean underWay;

    HostLookup(HttpAddress address, HostResolver hosts, EventLoop loop, Executor aside, Duration max) {
        this.address = address;
        this.hosts = hosts;
        this.loop = loop;
        this.aside = aside;
        this.max = max;
    }

    private static final class Waiter {

        private final BiConsumer<InetAddress @Nullable [], @Nullable Throwable> then;
        private @Nullable ScheduledFuture<?> deadline;

        Waiter(BiConsumer<InetAddress @Nullable [], @Nullable Throwable> then) {
            this.then = then;
        }
    }

    /** Calls with the addresses, or with the reason why there are none, on the event loop. */
    void find(BiConsumer<InetAddress @Nullable [], @Nullable Throwable> then) {
        if (address.isLiteral()) {
            resolve(then);
            return;
        }
        Waiter waiter = new Waiter(then);
        waiters.add(waiter);
        waiter.deadline = loop.schedule(() -> late(waiter), max.toMillis(), TimeUnit.MILLISECONDS);
        if (!underWay) {
            underWay = true;
            aside.execute(() -> resolve((found, failure) -> loop.execute(() -> tell(found, failure))));
        }
    }

    private void resolve(BiConsumer<InetAddress @Nullable [], @Nullable Throwable> then) {
        InetAddress[] found;
        try {
            found = hosts.resolve(address.host());
        } catch (UnknownHostException | RuntimeException e) {
            then.accept(null, e);
            return;
        }
        then.accept(found, null);
    }

    private void tell(InetAddress @Nullable [] found, @Nullable Throwable failure) {
        underWay = false;
        List<Waiter> told = List.copyOf(waiters);
        waiters.clear();
        for (Waiter waiter : told) {
            if (waiter.deadline != null) {
                waiter.deadline.cancel(false);
            }
            waiter.then.accept(found, failure);
        }
    }

    private void late(Waiter waiter) {
        if (waiters.remove(waiter)) {
            waiter.then.accept(
                    null, new UnknownHostException(address.host() + " (no answer within " + max.toMillis() + " ms)"));
        }
    }
}
