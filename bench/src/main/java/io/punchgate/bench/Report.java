package io.punchgate.bench;

import io.punchgate.bench.part.Options;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The head of the results: how and on what they were taken. */
final class Report {

    private Report() {}

    static String of(Options options, String machine, Instant began, String results) {
        String warning =
                options.quick() ? "**A quick run: it shows that everything works; its figures mean nothing.**\n\n" : "";
        return """
                # Results

                %sTaken at %s by `%s`: %d times %d s for each figure, medians. What the figures mean is told in bench/README.md.

                %s
                %s""".formatted(
                        warning,
                        began.truncatedTo(ChronoUnit.SECONDS),
                        options.command(),
                        options.repetitions(),
                        options.seconds(),
                        machine,
                        results);
    }
}
