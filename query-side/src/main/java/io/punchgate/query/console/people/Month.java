package io.punchgate.query.console.people;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A person's month.
 *
 * @param name such as {@code June 2026}
 * @param hours the length of each day's line
 * @param workedSeconds of all days
 * @param openDays the number of days with an in that has no out
 * @param cut whether there are more punches than are shown
 */
public record Month(
        String person,
        String name,
        String previous,
        String next,
        int hours,
        long workedSeconds,
        long openDays,
        long punches,
        boolean cut,
        List<DayLine> days) {

    /** Hours between two lines of the grid. */
    static final int HOURS_STEP = 6;

    public Month {
        days = List.copyOf(days);
    }

    /** The lines of every sixth hour as an SVG path. */
    public String grid() {
        return IntStream.range(1, hours / HOURS_STEP)
                .mapToObj(step -> "M" + step * HOURS_STEP * 60 + " 2v20")
                .collect(Collectors.joining());
    }

    /** The length of each line in minutes. */
    public int minutes() {
        return hours * 60;
    }
}
