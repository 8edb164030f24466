package io.punchgate.runtime.log.check;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A change in the log, or in its tree, that was made behind our back.
 *
 * @param place the position of an event, or the part of the tree
 * @param position of the event; 0: it is no event
 * @param customerId the customer of the event, as far as what is left of it tells
 * @param customers all that the event names, by its columns or its text: more than one if that was changed
 * @param devices the serial numbers of the devices that it names in the same way
 */
public record LogFault(
        String place, long position, @Nullable String customerId, Set<String> customers, Set<String> devices) {

    public LogFault {
        customers = Set.copyOf(customers);
        devices = Set.copyOf(devices);
    }

    static LogFault of(String place) {
        return new LogFault(place, 0, null, Set.of(), Set.of());
    }

    static LogFault missing(long position) {
        return new LogFault(Long.toString(position), position, null, Set.of(), Set.of());
    }
}
