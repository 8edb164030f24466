package io.punchgate.bench.figure;

import io.punchgate.bench.load.Measured;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** The repetitions of one figure. */
public final class Samples {

    private final List<Measured> rounds = new ArrayList<>();

    public void add(Measured round) {
        rounds.add(round);
    }

    /** The median of the repetitions; NaN if any of them saw an error. */
    public double median(ToDoubleFunction<Measured> figure) {
        return errors() > 0
                ? Double.NaN
                : median(rounds.stream().mapToDouble(figure).toArray());
    }

    public double perSecond() {
        return median(Measured::perSecond);
    }

    /**
     * The median of each repetition's ratio to the same repetition of the base, taken within seconds of it: a machine that
     * changes its speed in between changes both. NaN if any of them saw an error.
     */
    public double ratioTo(Samples base) {
        return ratioTo(base, Measured::perSecond);
    }

    /** The same of the latency that this share of all did not exceed. */
    public double quantileTo(Samples base, double share) {
        return ratioTo(base, round -> round.latencies().quantile(share));
    }

    private double ratioTo(Samples base, ToDoubleFunction<Measured> figure) {
        if (errors() + base.errors() > 0) {
            return Double.NaN;
        }
        int both = Math.min(rounds.size(), base.rounds.size());
        return median(IntStream.range(0, both)
                .mapToDouble(i -> figure.applyAsDouble(rounds.get(i)) / figure.applyAsDouble(base.rounds.get(i)))
                .toArray());
    }

    /** {@code p50 / p99} in milliseconds. */
    public String latencies() {
        return errors() > 0 ? invalid() : String.format(Locale.ROOT, "%.2f / %.2f", quantile(0.5), quantile(0.99));
    }

    /** The figure as text, or why there is none. */
    public String text(String format, double figure) {
        return errors() > 0 ? invalid() : String.format(Locale.ROOT, format, figure);
    }

    private double quantile(double share) {
        return median(round -> round.latencies().quantile(share));
    }

    private long errors() {
        return rounds.stream().mapToLong(Measured::errors).sum();
    }

    private String invalid() {
        return "invalid: " + errors() + " errors";
    }

    public static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        if (sorted.length == 0) {
            return Double.NaN;
        }
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
