package io.punchgate.query.audit.scrub;

import static io.punchgate.query.TestEvents.AT;
import static io.punchgate.query.TestEvents.callback;
import static io.punchgate.query.TestEvents.customer;
import static io.punchgate.query.TestEvents.device;
import static io.punchgate.query.TestEvents.id;
import static io.punchgate.query.TestEvents.punch;

import io.punchgate.api.CallbackId;
import io.punchgate.api.DomainEvent;
import io.punchgate.api.Streams;
import io.punchgate.api.customer.CallbackSettings;
import io.punchgate.api.customer.CustomerEvent.ApiKeyIssued;
import io.punchgate.api.customer.CustomerEvent.CallbackSet;
import io.punchgate.api.customer.Role;
import io.punchgate.api.delivery.Attempt;
import io.punchgate.api.delivery.CallbackEvent.CallbackFailing;
import io.punchgate.api.delivery.DeliveryCommand.Delivered;
import io.punchgate.api.delivery.DeliveryEvent.DeliveryAttemptFailed;
import io.punchgate.api.delivery.DeliveryEvent.DeliveryParked;
import io.punchgate.api.delivery.DeliveryEvent.DeliveryRetryPlanned;
import io.punchgate.api.delivery.DeliveryEvent.PunchDeliveredLater;
import io.punchgate.api.delivery.DeliveryEvent.PunchesDelivered;
import io.punchgate.api.delivery.DeliveryEvent.RedeliveryRequested;
import io.punchgate.api.delivery.PunchRef;
import io.punchgate.api.delivery.Verdict;
import io.punchgate.api.device.DeviceEvent.DeviceSeen;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.api.device.DeviceEvent.ReportRejected;
import io.punchgate.api.device.InstructionEvent.InstructionAnswered;
import io.punchgate.api.device.InstructionEvent.InstructionQueued;
import io.punchgate.api.device.PunchType;
import io.punchgate.query.RunningQuerySide;
import io.punchgate.query.TestPunches;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** A history that leaves rows in every table that is scrubbed: two customers, with callbacks that take punches, and that do not. */
final class ScrubbedHistory {

    private static final String SECOND = "second";

    private final RunningQuerySide side;

    ScrubbedHistory(RunningQuerySide side) {
        this.side = side;
    }

    /** Registers a customer with two callbacks and a device, and stores punches of it with what became of them. */
    void of(String customerId, String sn, int punches) {
        CallbackId second = new CallbackId(customerId, SECOND);
        side.append(
                Streams.customer(customerId),
                AT,
                customer(customerId),
                callback(customerId),
                new CallbackSet(second, CallbackSettings.of("http://second.test/"), AT),
                new ApiKeyIssued(customerId, "key-" + sn, "erp", Role.INTEGRATOR, "hash", null, null, AT));
        side.append(
                Streams.device(sn),
                AT,
                device(sn, customerId),
                new InstructionQueued(sn, customerId, "c-" + sn, "reboot", null, null, AT),
                new InstructionAnswered(sn, customerId, "c-" + sn, true, "well", AT),
                new ReportRejected(sn, customerId, "adms", "raw", "unreadable", AT),
                new DeviceSeen(sn, customerId, AT, "http"));
        more(customerId, sn, 0, punches);
    }

    /** Stores more punches, each with its deliveries, from that number on. */
    void more(String customerId, String sn, int first, int punches) {
        PunchRecorded corrected = aPunch(customerId, sn, first);
        side.append(
                Streams.device(sn),
                AT,
                IntStream.range(first, first + punches)
                        .mapToObj(n -> aPunch(customerId, sn, n))
                        .toArray(DomainEvent[]::new));
        side.append(Streams.device(sn), AT, TestPunches.correction(corrected, PunchType.CheckOut, null));
        for (CallbackId callback : List.of(CallbackId.ofDefault(customerId), new CallbackId(customerId, SECOND))) {
            side.append(Streams.callback(callback), AT, fates(callback, sn, first, punches));
        }
    }

    private static PunchRecorded aPunch(String customerId, String sn, int number) {
        return punch(name(sn, number), sn, customerId, at(number));
    }

    private static String name(String sn, int number) {
        return sn + "-" + number;
    }

    private static Instant at(int number) {
        return AT.plusSeconds(number);
    }

    /** Three quarters are delivered at once, one later, one again, one is parked; of the others one is to be tried again. */
    private static DomainEvent[] fates(CallbackId callback, String sn, int first, int punches) {
        Attempt good = new Attempt(at(first), 200, 3, null, "ok");
        List<Delivered> atOnce = IntStream.range(first + 4, first + punches * 3 / 4)
                .mapToObj(n -> new Delivered(ref(sn, n), good))
                .toList();
        PunchRef later = ref(sn, first);
        PunchRef parked = ref(sn, first + 1);
        PunchRef waiting = ref(sn, first + 2);
        PunchRef again = ref(sn, first + 4);
        return new DomainEvent[] {
            new PunchesDelivered(callback, atOnce),
            failed(callback, later),
            new DeliveryRetryPlanned(callback, later, 1, at(first + 5), "timeout"),
            new PunchDeliveredLater(callback, new Delivered(later, good)),
            failed(callback, parked),
            new DeliveryParked(callback, parked, 1, true, "422", at(first)),
            new RedeliveryRequested(callback, again, "payroll", at(first)),
            new PunchDeliveredLater(callback, new Delivered(again, good)),
            new CallbackFailing(callback, "refused", at(first + 9), at(first)),
            failed(callback, waiting),
            new DeliveryRetryPlanned(callback, waiting, 1, at(first + 7), "timeout")
        };
    }

    private static PunchRef ref(String sn, int number) {
        return new PunchRef(id(name(sn, number)), sn, number);
    }

    private static DeliveryAttemptFailed failed(CallbackId callback, PunchRef punch) {
        Attempt attempt = new Attempt(AT, null, 15_000, "timeout", "busy");
        return new DeliveryAttemptFailed(callback, punch, attempt, Verdict.UNREACHABLE, null, 0.5);
    }
}
