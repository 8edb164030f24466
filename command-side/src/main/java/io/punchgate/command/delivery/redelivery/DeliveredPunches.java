package io.punchgate.command.delivery.redelivery;

import io.punchgate.api.CallbackId;
import io.punchgate.api.delivery.DeliveryId;
import io.punchgate.command.delivery.redelivery.RedeliverablePunches.Redelivery;
import io.punchgate.command.delivery.redelivery.RedeliverablePunches.Selection;
import io.punchgate.command.delivery.redelivery.RedeliveryQueries.InLine;
import io.punchgate.runtime.log.read.LogReader;
import io.punchgate.runtime.log.read.LoggedPunch;
import io.punchgate.runtime.log.read.PunchFilter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Finds what was delivered: a customer's punches in the log, without those that wait in a line and those that no line sends. */
record DeliveredPunches(RedeliveryQueries queries, LogReader log, LivingPersons persons, Targets targets) {

    /** Devices whose punches are asked of the log by one question, and punches of each in its answer. */
    private static final int DEVICES_PAGE = 32;

    private static final int PUNCHES_PAGE = 500;
    private static final long BEFORE_THE_FIRST = -1;

    List<Redelivery> oldest(String customerId, Selection selection, int max) {
        OldestPunches oldest = new OldestPunches(max);
        for (CallbackId callback : targets.history().now()) {
            if (selection.callback() == null || selection.callback().equals(callback.name())) {
                find(callback, selection, oldest);
            }
        }
        return oldest.inOrder();
    }

    private void find(CallbackId callback, Selection selection, OldestPunches oldest) {
        PunchFilter filter = new PunchFilter(callback.customerId(), selection.from(), selection.to(), log.head() + 1);
        Map<String, InLine> devices = queries.devices(callback);
        Deque<DevicePlace> left = new ArrayDeque<>();
        devices.keySet().stream()
                .filter(sn -> selection.sn() == null || selection.sn().equals(sn))
                .forEach(sn -> left.add(new DevicePlace(sn, BEFORE_THE_FIRST)));
        while (!left.isEmpty()) {
            List<LoggedPunch> page =
                    log.punchesOf(next(left), filter.before(oldest.limit(filter.beforePosition())), PUNCHES_PAGE);
            Set<String> unsent = queries.unsentAmong(page.stream()
                    .map(each -> DeliveryId.of(each.punch().punchId(), callback))
                    .toList());
            persons.of(page).stream()
                    .filter(each -> !unsent.contains(DeliveryId.of(each.punch().punchId(), callback))
                            && !Objects.requireNonNull(devices.get(each.punch().sn()))
                                    .holds(each.punch())
                            && targets.delivered(callback, each))
                    .forEach(each -> oldest.add(callback, each));
            left.addAll(unfinished(page));
        }
    }

    /** Takes the devices of the next question, with the sequences after which it begins. */
    private static Map<String, Long> next(Deque<DevicePlace> left) {
        Map<String, Long> after = new HashMap<>();
        while (after.size() < DEVICES_PAGE && !left.isEmpty()) {
            DevicePlace place = left.remove();
            after.put(place.sn(), place.sequence());
        }
        return after;
    }

    /** The devices of which there may be more punches than the page holds. */
    private static List<DevicePlace> unfinished(List<LoggedPunch> page) {
        Map<String, Integer> counts = new HashMap<>();
        Map<String, Long> last = new HashMap<>();
        page.forEach(each -> {
            counts.merge(each.punch().sn(), 1, Integer::sum);
            last.merge(each.punch().sn(), each.punch().sequence(), Math::max);
        });
        return last.entrySet().stream()
                .filter(each -> Objects.equals(counts.get(each.getKey()), PUNCHES_PAGE))
                .map(each -> new DevicePlace(each.getKey(), each.getValue()))
                .toList();
    }

    /** A device, and how far its stream was read. */
    private record DevicePlace(String sn, long sequence) {}
}
