package io.punchgate.query.audit.replay;

import static io.punchgate.query.TestEvents.AT;
import static io.punchgate.query.TestEvents.id;

import io.punchgate.api.CallbackId;
import io.punchgate.api.DomainEvent;
import io.punchgate.api.delivery.Attempt;
import io.punchgate.api.delivery.DeliveryCommand.Delivered;
import io.punchgate.api.delivery.DeliveryEvent.DeliveryAttemptFailed;
import io.punchgate.api.delivery.DeliveryEvent.DeliveryParked;
import io.punchgate.api.delivery.DeliveryEvent.DeliveryRetryPlanned;
import io.punchgate.api.delivery.DeliveryEvent.PunchesDelivered;
import io.punchgate.api.delivery.PunchRef;
import io.punchgate.api.delivery.Verdict;
import java.util.stream.IntStream;

/** The fates of the first punches of device SN1 of customer acme: some delivered, one to be tried again, one parked. */
final class DeliveryStories {

    private static final int DELIVERED = 5_000;

    private DeliveryStories() {}

    static DomainEvent[] told() {
        return new DomainEvent[] {
            deliveries(1, DELIVERED), failed(DELIVERED + 1), retry(DELIVERED + 1), parked(DELIVERED + 2)
        };
    }

    private static PunchesDelivered deliveries(int first, int last) {
        Attempt attempt = new Attempt(AT, 200, 3, null, "ok");
        return new PunchesDelivered(
                CallbackId.ofDefault("acme"),
                IntStream.rangeClosed(first, last)
                        .mapToObj(n -> new Delivered(new PunchRef(id("SN1-" + n), "SN1", n), attempt))
                        .toList());
    }

    private static DomainEvent failed(int n) {
        Attempt attempt = new Attempt(AT, null, 15_000, "timeout", null);
        PunchRef punch = new PunchRef(id("SN1-" + n), "SN1", n);
        return new DeliveryAttemptFailed(
                "acme", null, "SN1", id("SN1-" + n), punch, attempt, Verdict.UNREACHABLE, null, 0.5);
    }

    private static DomainEvent retry(int n) {
        return new DeliveryRetryPlanned("acme", null, "SN1", id("SN1-" + n), 1, AT.plusSeconds(5), "timeout");
    }

    private static DomainEvent parked(int n) {
        PunchRef punch = new PunchRef(id("SN1-" + n), "SN1", n);
        return new DeliveryParked("acme", null, "SN1", id("SN1-" + n), punch, 5, true, "422", AT);
    }
}
