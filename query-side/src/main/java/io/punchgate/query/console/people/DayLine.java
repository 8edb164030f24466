package io.punchgate.query.console.people;

import io.punchgate.query.console.page.Figures;
import io.punchgate.query.console.punch.PunchLine;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A day as a line of time. Places on it are minutes by the device's clock from the day's midnight, also beyond the next one.
 *
 * @param date such as {@code Mon 1}
 * @param told the line in words
 * @param spans the times from an in to its out
 * @param openFrom the place of an in without an out; null: there is none
 * @param marks the places of punches
 * @param punches of the local day
 */
public record DayLine(
        String iso,
        String date,
        boolean weekend,
        String told,
        long workedSeconds,
        List<Stretch> spans,
        @Nullable Integer openFrom,
        List<Integer> marks,
        List<PunchLine> punches) {

    /** From one place to another. */
    public record Stretch(int from, int to) {

        /** The number of minutes, at least one that can be seen. */
        public int width() {
            return Math.max(2, to - from);
        }
    }

    public DayLine {
        spans = List.copyOf(spans);
        marks = List.copyOf(marks);
        punches = List.copyOf(punches);
    }

    /** True if nothing happened. */
    public boolean isEmpty() {
        return punches.isEmpty() && spans.isEmpty();
    }

    /** The strokes of the punches as an SVG path, of four minutes each so that they can be seen. */
    public String strokes() {
        return marks.stream()
                .map(minute -> "M" + Math.max(0, minute - 2) + " 3h4v18h-4z")
                .collect(Collectors.joining());
    }

    /** Hours and minutes. */
    public String worked() {
        return Figures.hours(workedSeconds);
    }
}
