package io.punchgate.bench.outage;

import io.punchgate.bench.customer.ReceivedPunch;
import io.punchgate.bench.customer.Receiver;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The punches that came to the customer's server, each once or, after a process was lost, again under the same id. */
final class Arrivals implements Receiver {

    private final Map<Punch, Arrival> arrivals = new ConcurrentHashMap<>();

    private record Punch(String sn, String userId) {}

    /**
     * All arrivals of a punch.
     *
     * @param operationId that of the first
     * @param doubled how often it came again
     * @param underOtherIds how often of these under another id
     */
    private record Arrival(String operationId, long doubled, long underOtherIds) {

        Arrival and(Arrival next) {
            boolean same = operationId.equals(next.operationId);
            return new Arrival(operationId, doubled + 1, underOtherIds + (same ? 0 : 1));
        }
    }

    @Override
    public void received(ReceivedPunch punch) {
        arrivals.merge(new Punch(punch.sn(), punch.userId()), new Arrival(punch.operationId(), 0, 0), Arrival::and);
    }

    /** The number of a device's first punches, up to that one, that never came. */
    long missing(String sn, int punches) {
        long missing = 0;
        for (int i = 0; i < punches; i++) {
            missing += arrivals.containsKey(new Punch(sn, SteadyDevice.user(i))) ? 0 : 1;
        }
        return missing;
    }

    /** The number of pushes of punches that had come before. */
    long doubled() {
        return arrivals.values().stream().mapToLong(Arrival::doubled).sum();
    }

    /** The number of these that a customer cannot tell from a new punch. */
    long underOtherIds() {
        return arrivals.values().stream().mapToLong(Arrival::underOtherIds).sum();
    }
}
