package io.punchgate.query.console.page;

import java.util.List;

/**
 * The distance of the read models from the end of the log.
 *
 * @param eventsBehind of the one that is behind most
 * @param notServing the names of those that do not follow, or have not caught up since the start
 */
public record Lag(long eventsBehind, List<String> notServing) {

    /** Nothing is behind, or nothing is known. */
    public static final Lag NONE = new Lag(0, List.of());

    public Lag {
        notServing = List.copyOf(notServing);
    }

    /** True if the page may miss something that was acknowledged. */
    public boolean isBehind() {
        return eventsBehind > 0 || !notServing.isEmpty();
    }

    /** One sentence for people. */
    public String told() {
        if (!notServing.isEmpty()) {
            return "Behind: " + String.join(", ", notServing) + " not up to date" + behind();
        }
        return eventsBehind > 0 ? "Behind by up to " + Figures.count(eventsBehind) + " events" : "Up to date";
    }

    private String behind() {
        return eventsBehind > 0 ? ", " + Figures.count(eventsBehind) + " events to go" : "";
    }
}
