package io.punchgate.bench.part.stranger;

import io.punchgate.bench.figure.Table;
import io.punchgate.bench.load.Measured;
import java.util.List;
import java.util.Locale;

/** A table of figures with their goals, which begins with what the devices noticed. */
final class Goals {

    private static final double P50 = 0.5;
    private static final double P99 = 0.99;

    private final Table table;

    Goals(String title, Measured alone, Measured meanwhile) {
        table = new Table(title, List.of("", "figure", "goal"));
        row(
                "devices' p99 meanwhile: ratio to that alone",
                format(
                        "%.2f",
                        meanwhile.latencies().quantile(P99) / alone.latencies().quantile(P99)),
                "nothing is felt");
        row("p50 / p99 alone, milliseconds", quantiles(alone), "");
        row("p50 / p99 meanwhile, milliseconds", quantiles(meanwhile), "");
        row("punches that were not stored", format("%,d", alone.errors() + meanwhile.errors()), "0");
    }

    void row(String name, String figure, String goal) {
        table.row(name, List.of(figure, goal));
    }

    static String format(String format, Object value) {
        return String.format(Locale.ROOT, format, value);
    }

    static String quantiles(Measured measured) {
        return String.format(
                Locale.ROOT,
                "%.2f / %.2f",
                measured.latencies().quantile(P50),
                measured.latencies().quantile(P99));
    }

    @Override
    public String toString() {
        return table.toString();
    }
}
