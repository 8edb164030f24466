package io.punchgate.query.delivery;

import io.punchgate.api.CallbackId;
import io.punchgate.api.DomainEvent;
import io.punchgate.api.Streams;
import io.punchgate.api.customer.CallbackFilter;
import io.punchgate.api.customer.CallbackFormat;
import io.punchgate.api.customer.CallbackSettings;
import io.punchgate.api.customer.CustomerEvent.CallbackRemoved;
import io.punchgate.api.customer.CustomerEvent.CallbackSet;
import io.punchgate.api.delivery.Attempt;
import io.punchgate.api.delivery.DeliveryCommand.Delivered;
import io.punchgate.api.delivery.DeliveryEvent.DeliveryAttemptFailed;
import io.punchgate.api.delivery.DeliveryEvent.DeliveryParked;
import io.punchgate.api.delivery.DeliveryEvent.PunchesDelivered;
import io.punchgate.api.delivery.DeliveryEvent.RedeliveryRequested;
import io.punchgate.api.delivery.PunchRef;
import io.punchgate.api.delivery.Verdict;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.api.device.PunchType;
import io.punchgate.api.device.PushedEvent;
import io.punchgate.api.device.PushedEvent.PunchCorrected;
import io.punchgate.query.RunningQuerySide;
import io.punchgate.query.TestPunches;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Tells events of one customer, and knows in the plainest way what becomes of each delivery by them. */
final class ExpectedDeliveries {

    static final Instant AT = TestPunches.RECORDED_AT;

    /** The status of each delivery by callback (empty: none), by what is pushed in the order recorded. */
    final Map<String, Map<String, String>> status = new LinkedHashMap<>();

    final List<PunchRecorded> punches = new ArrayList<>();
    /** Punches and corrections. */
    final List<PushedEvent> pushed = new ArrayList<>();

    private final Map<String, String> punchIds = new HashMap<>();
    private final Map<String, CallbackFilter> callbacks = new TreeMap<>();
    private final Set<String> wantCorrections = new HashSet<>();
    private final RunningQuerySide side;
    private final String customer;

    ExpectedDeliveries(RunningQuerySide side, String customer) {
        this.side = side;
        this.customer = customer;
    }

    CallbackId callback(String name) {
        return new CallbackId(customer, name);
    }

    void set(String name, List<String> sns, List<PunchType> types) {
        set(name, sns, types, true);
    }

    void set(String name, List<String> sns, List<PunchType> types, boolean corrections) {
        wantCorrections.remove(name);
        if (corrections) {
            wantCorrections.add(name);
        }
        CallbackFilter filter = new CallbackFilter(sns, types);
        callbacks.put(name, filter);
        CallbackSettings settings = new CallbackSettings(
                "http://" + name + ".test/", null, CallbackFormat.CLOUDEVENTS_BATCH, 5, filter, corrections);
        side.append(Streams.customer(customer), AT, new CallbackSet(callback(name), settings, AT));
    }

    void remove(String name) {
        callbacks.remove(name);
        status.values()
                .forEach(each -> each.computeIfPresent(
                        name, (same, now) -> now.equals("pending") || now.equals("parked") ? "never" : now));
        side.append(Streams.customer(customer), AT, new CallbackRemoved(callback(name), AT));
    }

    PunchRecorded punch(String sn, @Nullable PunchType type) {
        PunchRecorded punch = new TestPunches(customer, sn, "http").punch("1", "2026-06-21T09:00:00Z", type);
        Map<String, String> deliveries = wanted(punch);
        if (deliveries.isEmpty()) {
            deliveries.put("", "never");
        }
        punches.add(punch);
        record(punch, punch.punchId(), deliveries);
        return punch;
    }

    /** A correction of the punch, which only some callbacks want. */
    PunchCorrected correct(PunchRecorded punch) {
        PunchCorrected correction = TestPunches.correction(punch, PunchType.MealOut, null);
        Map<String, String> deliveries = wanted(punch);
        deliveries.keySet().retainAll(wantCorrections);
        record(correction, punch.punchId(), deliveries);
        return correction;
    }

    private Map<String, String> wanted(PunchRecorded punch) {
        Map<String, String> deliveries = new TreeMap<>();
        callbacks.forEach((name, filter) -> {
            PunchType type = punch.type() == null ? PunchType.CheckIn : punch.type();
            boolean ofDevice = filter.sns().isEmpty() || filter.sns().contains(punch.sn());
            if (ofDevice && (filter.types().isEmpty() || filter.types().contains(type))) {
                deliveries.put(name, "pending");
            }
        });
        return deliveries;
    }

    private void record(PushedEvent event, String punchId, Map<String, String> deliveries) {
        status.put(event.pushedId(), deliveries);
        punchIds.put(event.pushedId(), punchId);
        pushed.add(event);
        side.append(Streams.device(event.sn()), AT, event);
    }

    void deliver(String name, PushedEvent punch) {
        Attempt attempt = new Attempt(AT, 200, 12, null, "ok");
        tell(name, new PunchesDelivered(callback(name), List.of(new Delivered(ref(punch), attempt))));
        deliveries(punch).computeIfPresent(name, (same, before) -> "delivered");
    }

    void fail(String name, PushedEvent punch) {
        Attempt attempt = new Attempt(AT, null, 3, "refused", null);
        tell(name, new DeliveryAttemptFailed(callback(name), ref(punch), attempt, Verdict.UNREACHABLE, null, 0));
    }

    void park(String name, PushedEvent punch) {
        tell(name, new DeliveryParked(callback(name), ref(punch), 1, false, "gave up", AT));
        // What ended with its callback stays so.
        deliveries(punch).computeIfPresent(name, (same, before) -> before.equals("never") ? before : "parked");
    }

    void redeliver(String name, PushedEvent punch) {
        tell(name, new RedeliveryRequested(callback(name), ref(punch), "erp", AT));
        Map<String, String> deliveries = deliveries(punch);
        boolean ofNobody = deliveries.isEmpty(); // a correction that none wanted
        deliveries.remove("");
        if (!ofNobody) {
            deliveries.put(name, "pending");
        }
    }

    String statusOf(String name, PushedEvent punch) {
        return deliveries(punch).getOrDefault(name, "none");
    }

    private Map<String, String> deliveries(PushedEvent punch) {
        return status.getOrDefault(punch.pushedId(), new TreeMap<>());
    }

    private void tell(String name, DomainEvent event) {
        side.append(Streams.callback(callback(name)), AT, event);
    }

    private static PunchRef ref(PushedEvent punch) {
        return new PunchRef(punch.pushedId(), punch.sn(), 0);
    }

    /** The names of the callbacks that have deliveries; empty: of punches that none wanted. */
    Set<String> names() {
        Set<String> names = new TreeSet<>();
        status.values().forEach(each -> names.addAll(each.keySet()));
        return names;
    }

    /** The deliveries of that callback, or of all: punch, callback, status. */
    List<String> listed(@Nullable String only) {
        List<String> listed = new ArrayList<>();
        status.forEach((id, deliveries) -> deliveries.forEach((name, now) -> {
            if (only == null || only.equals(name)) {
                listed.add(punchIds.get(id) + " " + (name.isEmpty() ? "null" : name) + " " + now);
            }
        }));
        return listed;
    }

    long count(@Nullable String name, String wanted) {
        return listed(name).stream().filter(each -> each.endsWith(" " + wanted)).count();
    }
}
