package io.punchgate.bench.part;

import io.punchgate.bench.customer.CustomerServer;
import io.punchgate.bench.customer.Receipts;
import io.punchgate.bench.figure.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** After a round every punch is still to arrive at the customer, once, and in the read models. */
final class Pushed implements Candidate.Aftermath {

    private static final Duration ARRIVAL_MAX = Duration.ofMinutes(5);
    private static final int PUNCHES_MAX = 2_000_000;

    private final Bed bed;
    private final CustomerServer customer;
    private final List<Double> seconds = new ArrayList<>();
    private Receipts receipts;

    Pushed(Bed bed, CustomerServer customer) {
        this.bed = bed;
        this.customer = customer;
        this.receipts = expect();
    }

    @Override
    public void begin() {
        receipts = expect();
    }

    private Receipts expect() {
        // Several workers may share a device, so that the order of its punches is not known here.
        Receipts expected = new Receipts(
                bed.load().users().get(), PUNCHES_MAX, bed.options().devices(), false);
        customer.count(expected);
        return expected;
    }

    @Override
    public void answered(long user) {
        receipts.answered(user);
    }

    @Override
    public long awaitEnd() {
        long began = System.nanoTime();
        bed.product().database().awaitReadModels();
        receipts.await(ARRIVAL_MAX);
        seconds.add((System.nanoTime() - began) / (double) TimeUnit.SECONDS.toNanos(1));
        return receipts.errors();
    }

    @Override
    public String told() {
        return String.format(
                Locale.ROOT,
                "After a round of f the last punch was pushed and in the read models within %.2f s (median), %.2f s at"
                        + " most; every punch arrived at the customer exactly once.%n%n",
                Samples.median(seconds.stream().mapToDouble(Double::doubleValue).toArray()),
                seconds.stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN));
    }
}
