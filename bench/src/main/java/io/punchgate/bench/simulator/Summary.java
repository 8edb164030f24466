package io.punchgate.bench.simulator;

import java.util.Locale;

/** The summary of a run for people. */
final class Summary {

    private static final int TROUBLE_CHARACTERS_MAX = 200;

    private Summary() {}

    static String progress(long seconds, int devices, Tally tally) {
        return String.format(
                Locale.ROOT,
                "%4d s  online %d of %d  sent %,d  acknowledged %,d  duplicates %,d  rejected %,d  retried %,d"
                        + "  waiting %,d  p99 %s ms",
                seconds,
                tally.online.get(),
                devices,
                tally.sent.sum(),
                tally.acknowledged.sum(),
                tally.duplicates.sum(),
                tally.rejected.sum(),
                tally.retried.sum(),
                tally.waiting(),
                millis(tally, 0.99));
    }

    static String of(Tally tally, ReadBack readBack) {
        String text = String.format(
                Locale.ROOT,
                """

                punches            %,d
                sent               %,d, of which %,d again (%,d answers were lost on purpose)
                acknowledged       %,d, of which %,d as duplicates
                rejected           %,d
                told to wait       %,d
                never acknowledged %,d
                broken connections %,d, not on purpose
                latency            p50 %s ms, p99 %s ms, from a request to its answer
                read back          %,d missing, %,d more than once, %,d stored though not acknowledged
                """,
                tally.punches().size(),
                tally.sent.sum(),
                tally.retried.sum(),
                tally.lostAnswers.sum(),
                tally.acknowledged.sum(),
                tally.duplicates.sum(),
                tally.rejected.sum(),
                tally.later.sum(),
                tally.waiting(),
                tally.broken.sum(),
                millis(tally, 0.5),
                millis(tally, 0.99),
                readBack.missing(),
                readBack.repeated(),
                readBack.unanswered());
        String verdict = readBack.isAsPromised()
                ? "every acknowledged punch is there exactly once"
                : "NOT every acknowledged punch is there exactly once";
        return text + trouble(tally.lastTrouble()) + verdict + "\n";
    }

    /** As long as nothing was answered, there is none. */
    private static String millis(Tally tally, double share) {
        double quantile = tally.quantile(share);
        return Double.isNaN(quantile) ? "-" : String.format(Locale.ROOT, "%.1f", quantile);
    }

    private static String trouble(String last) {
        return last.isEmpty()
                ? ""
                : "last trouble       " + last.substring(0, Math.min(last.length(), TROUBLE_CHARACTERS_MAX)) + "\n";
    }
}
