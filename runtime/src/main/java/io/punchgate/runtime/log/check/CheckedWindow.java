package io.punchgate.runtime.log.check;

import java.util.List;

/**
 * A stretch of the log that was read again.
 *
 * @param events in order
 */
public record CheckedWindow(long first, long last, List<CheckedEvent> events, List<LogFault> faults) {

    public CheckedWindow {
        events = List.copyOf(events);
        faults = List.copyOf(faults);
    }
}
