package io.punchgate.bench.part.ingest;

import io.punchgate.bench.customer.Callback;
import io.punchgate.bench.customer.Receipts;
import io.punchgate.bench.figure.Samples;
import io.punchgate.bench.part.Bed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** After a round every punch is still to arrive at each of the customer's callbacks, once, and in the read models. */
final class Pushed implements Candidate.Aftermath {

    private static final Duration ARRIVAL_MAX = Duration.ofMinutes(5);
    private static final int PUNCHES_MAX = 2_000_000;

    private final Bed bed;
    private final String letter;
    private final List<Callback> callbacks;
    private final List<Double> seconds = new ArrayList<>();
    private List<Receipts> receipts = List.of();

    /** After the rounds of the candidate of that letter, each of these callbacks has got each punch. */
    Pushed(Bed bed, String letter, List<Callback> callbacks) {
        this.bed = bed;
        this.letter = letter;
        this.callbacks = callbacks;
    }

    @Override
    public void begin() {
        receipts = callbacks.stream().map(this::expect).toList();
    }

    private Receipts expect(Callback callback) {
        // Several workers may share a device, so that the order of its punches is not known here.
        Receipts expected = new Receipts(
                bed.load().users().get(), PUNCHES_MAX, bed.options().devices(), 0);
        callback.count(expected);
        return expected;
    }

    @Override
    public void answered(long user) {
        for (Receipts each : receipts) {
            each.answered(user);
        }
    }

    @Override
    public long awaitEnd() {
        long began = System.nanoTime();
        bed.product().database().awaitReadModels();
        receipts.forEach(each -> each.await(ARRIVAL_MAX));
        seconds.add((System.nanoTime() - began) / (double) TimeUnit.SECONDS.toNanos(1));
        return receipts.stream().mapToLong(Receipts::errors).sum();
    }

    @Override
    public String told() {
        return String.format(
                Locale.ROOT,
                "After a round of %s the last punch was pushed and in the read models within %.2f s (median), %.2f s at"
                        + " most; every punch arrived at each callback exactly once.%n%n",
                letter,
                Samples.median(seconds.stream().mapToDouble(Double::doubleValue).toArray()),
                seconds.stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN));
    }
}
