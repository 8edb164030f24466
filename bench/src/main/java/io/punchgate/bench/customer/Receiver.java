package io.punchgate.bench.customer;

/** Counts what callbacks acknowledge. */
@FunctionalInterface
public interface Receiver {

    void received(ReceivedPunch punch);
}
