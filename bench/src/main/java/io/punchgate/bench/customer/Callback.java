package io.punchgate.bench.customer;

import java.util.concurrent.atomic.AtomicLong;

/** One of the addresses at a customer's server, with receipts and a behaviour of its own. */
public final class Callback {

    private final String url;
    private final AtomicLong acknowledged = new AtomicLong();
    private volatile Receiver receiver = punch -> {};
    private volatile Behaviour behaviour = Behaviour.ACKNOWLEDGES;

    Callback(String url) {
        this.url = url;
    }

    public String url() {
        return url;
    }

    /** The number of requests that were acknowledged since the start. */
    public long acknowledged() {
        return acknowledged.get();
    }

    void acknowledges() {
        acknowledged.incrementAndGet();
    }

    /** Counts there what arrives from now on. */
    public void count(Receiver into) {
        receiver = into;
    }

    /** Treats so what arrives from now on. */
    public void behave(Behaviour as) {
        behaviour = as;
    }

    Behaviour behaviour() {
        return behaviour;
    }

    Receiver receiver() {
        return receiver;
    }
}
