package io.punchgate.command.delivery.redelivery;

import io.punchgate.api.delivery.PunchRef;
import java.util.List;
import java.util.Optional;

/** The punches of customer {@code m1}; {@code m2} has one but no callback. */
public final class SomePunches implements RedeliverablePunches {

    private static final PunchRef PARKED = new PunchRef("p1", "SN1", 1);
    private static final PunchRef PENDING = new PunchRef("p2", "SN1", 2);
    private static final PunchRef LATE = new PunchRef("late", "SN1", 3);

    @Override
    public boolean hasCallback(String customerId) {
        return customerId.equals("m1");
    }

    @Override
    public Optional<Found> find(String customerId, String punchId) {
        return customerId.equals("m1") || customerId.equals("m2")
                ? List.of(PARKED, PENDING, LATE).stream()
                        .filter(punch -> punch.punchId().equals(punchId))
                        .map(punch -> new Found(punch, punch.equals(PENDING)))
                        .findFirst()
                : Optional.empty();
    }

    @Override
    public List<PunchRef> select(String customerId, Selection selection, int max) {
        boolean theirs = customerId.equals("m1") && selection.status() == Status.PARKED;
        return theirs && !"SN2".equals(selection.sn()) ? List.of(PARKED, LATE) : List.of();
    }
}
