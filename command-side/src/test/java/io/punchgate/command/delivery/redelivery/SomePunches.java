package io.punchgate.command.delivery.redelivery;

import io.punchgate.api.CallbackId;
import io.punchgate.api.delivery.PunchRef;
import java.util.List;
import java.util.Optional;

/** The punches of customer {@code m1}; {@code m2} has one but no callback. */
public final class SomePunches implements RedeliverablePunches {

    private static final PunchRef PARKED = new PunchRef("p1", "SN1", 1);
    private static final PunchRef PENDING = new PunchRef("p2", "SN1", 2);
    private static final PunchRef LATE = new PunchRef("late", "SN1", 3);

    @Override
    public List<CallbackId> callbacks(String customerId) {
        return customerId.equals("m1") ? List.of(CallbackId.ofDefault("m1")) : List.of();
    }

    @Override
    public Optional<Found> find(String customerId, String deliveryId) {
        return customerId.equals("m1") || customerId.equals("m2")
                ? List.of(PARKED, PENDING, LATE).stream()
                        .filter(punch -> punch.punchId().equals(deliveryId))
                        .map(punch -> new Found(to(customerId, punch), punch.equals(PENDING), false))
                        .findFirst()
                : Optional.empty();
    }

    private List<Redelivery> to(String customerId, PunchRef punch) {
        return callbacks(customerId).stream()
                .map(callback -> new Redelivery(callback, punch))
                .toList();
    }

    @Override
    public List<Redelivery> select(String customerId, Selection selection, int max) {
        boolean theirs = customerId.equals("m1") && selection.status() == Status.PARKED;
        return theirs && !"SN2".equals(selection.sn())
                ? List.of(PARKED, LATE).stream()
                        .flatMap(punch -> to(customerId, punch).stream())
                        .toList()
                : List.of();
    }
}
