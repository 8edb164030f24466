package io.punchgate.bench.part.push;

import io.punchgate.bench.customer.CustomerServer;
import io.punchgate.bench.figure.Samples;
import io.punchgate.bench.figure.Table;
import io.punchgate.bench.part.Bed;
import io.punchgate.bench.part.Progress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Measures how soon a punch reaches the customer, and how fast a backlog drains: with a request for each punch, in batches, and to
 * several callbacks; every delivery is checked.
 */
public final class Push {

    private static final List<Integer> RATES = List.of(200, 1_000);
    private static final double P99 = 0.99;

    private final Bed bed;
    private final List<PushFlow> flows;

    private Push(Bed bed, List<PushFlow> flows) {
        this.bed = bed;
        this.flows = flows;
    }

    public static String measure(Bed bed) throws IOException {
        try (CustomerServer server = new CustomerServer()) {
            List<PushFlow> flows = bed.options().subscriptions().stream()
                    .map(subscription -> PushFlow.open(bed, subscription, server, RATES.size()))
                    .toList();
            return new Push(bed, flows).measure();
        }
    }

    private String measure() {
        flows.forEach(flow -> flow.latency(RATES.getLast(), bed.options().warmUpSeconds()));
        for (int i = 0; i < bed.options().repetitions(); i++) {
            for (int j = 0; j < flows.size(); j++) {
                // Each repetition begins with another one, so that no one always comes after the same.
                round(flows.get((i + j) % flows.size()));
            }
        }
        return "## Push\n\nEvery punch arrived at each callback exactly once and in its device's order, or the figure says otherwise.\n\n"
                + drains() + latencies();
    }

    private void round(PushFlow flow) {
        for (int rate = 0; rate < RATES.size(); rate++) {
            Progress.say("push at " + RATES.get(rate) + "/s: " + flow.title());
            flow.latencies(rate).add(flow.latency(RATES.get(rate), bed.options().seconds()));
        }
        Progress.say("push of a backlog: " + flow.title());
        flow.drain().add(flow.drainBacklog());
    }

    private String drains() {
        Samples base = flows.getFirst().drain();
        Table table = new Table(
                "A backlog of %d devices drains".formatted(PushFlow.DEVICES),
                List.of(
                        "",
                        "ratio to " + flows.getFirst().title(),
                        "pushes a second",
                        "punches of the backlog",
                        "punches a request"));
        for (PushFlow flow : flows) {
            Samples drain = flow.drain();
            table.row(
                    flow.title(),
                    List.of(
                            drain.text("%.2f", drain.ratioTo(base)),
                            drain.text("%,.0f", drain.perSecond()),
                            String.format(Locale.ROOT, "%,d", flow.backlog()),
                            String.format(Locale.ROOT, "%.1f", flow.punchesPerRequest())));
        }
        return table.toString();
    }

    private String latencies() {
        List<String> header = new ArrayList<>(List.of("punches a second"));
        flows.forEach(flow -> header.add(flow.title()));
        Table ratios = new Table(
                "From the device's answer to the receipt: ratio of p99 to "
                        + flows.getFirst().title(),
                header);
        Table table = new Table("From the device's answer to the receipt: p50 / p99, milliseconds", header);
        for (int i = 0; i < RATES.size(); i++) {
            int rate = i;
            Samples base = flows.getFirst().latencies(rate);
            ratios.row(
                    RATES.get(rate).toString(),
                    flows.stream()
                            .map(flow -> flow.latencies(rate))
                            .map(samples -> samples.text("%.2f", samples.quantileTo(base, P99)))
                            .toList());
            table.row(
                    RATES.get(rate).toString(),
                    flows.stream().map(flow -> flow.latencies(rate).latencies()).toList());
        }
        return ratios.toString() + table;
    }
}
