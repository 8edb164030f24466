package io.punchgate.bench.customer;

/** One of the addresses at a customer's server, with receipts and a behaviour of its own. */
public final class Callback {

    private final String url;
    private volatile Receiver receiver = punch -> {};
    private volatile Behaviour behaviour = Behaviour.ACKNOWLEDGES;

    Callback(String url) {
        this.url = url;
    }

    public String url() {
        return url;
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
