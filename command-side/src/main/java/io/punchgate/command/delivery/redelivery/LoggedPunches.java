package io.punchgate.command.delivery.redelivery;

import io.punchgate.api.delivery.PunchRef;
import io.punchgate.command.delivery.callback.PendingPunches;
import io.punchgate.command.delivery.claim.PushProgress;
import io.punchgate.command.delivery.redelivery.RedeliveryQueries.InLine;
import io.punchgate.runtime.id.TimeOrderedIds;
import io.punchgate.runtime.log.read.LogReader;
import io.punchgate.runtime.log.read.LoggedPunch;
import io.punchgate.runtime.log.read.PunchFilter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Finds punches that no line sends in the push's own table, and all others in the log. */
@Component
class LoggedPunches implements RedeliverablePunches {

    /** A request may concern an event of a moment ago. */
    private static final Duration CATCH_UP_MAX = Duration.ofSeconds(1);

    /** Rows of the push's table that are looked up in the log by one question. */
    private static final int UNSENT_PAGE = 1_000;
    /** Devices whose punches are asked of the log by one question, and punches of each in its answer. */
    private static final int DEVICES_PAGE = 32;

    private static final int PUNCHES_PAGE = 500;
    private static final long BEFORE_THE_FIRST = -1;

    private final RedeliveryQueries queries;
    private final LogReader log;
    private final PendingPunches pending;
    private final Runnable progress;

    @Autowired
    LoggedPunches(RedeliveryQueries queries, LogReader log, PendingPunches pending, PushProgress progress) {
        this(queries, log, pending, () -> {
            boolean ignored = progress.await(CATCH_UP_MAX);
        });
    }

    LoggedPunches(RedeliveryQueries queries, LogReader log, PendingPunches pending, Runnable progress) {
        this.queries = queries;
        this.log = log;
        this.pending = pending;
        this.progress = progress;
    }

    @Override
    public boolean hasCallback(String customerId) {
        return queries.hasCallback(customerId);
    }

    @Override
    public Optional<Found> find(String customerId, String punchId) {
        progress.run();
        return queries.findUnsent(customerId, punchId)
                .or(() -> TimeOrderedIds.timeOf(punchId)
                        .flatMap(madeAt -> log.findPunch(customerId, punchId, madeAt))
                        .map(logged -> new Found(logged.punch(), pending.isPending(customerId, logged.punch()))));
    }

    @Override
    public List<PunchRef> select(String customerId, Selection selection, int max) {
        progress.run();
        return switch (selection.status()) {
            case PARKED, NEVER -> unsent(customerId, selection, max);
            case DELIVERED -> delivered(customerId, selection, max);
        };
    }

    private List<PunchRef> unsent(String customerId, Selection selection, int max) {
        OldestPunches oldest = new OldestPunches(max);
        String status = selection.status().name().toLowerCase(Locale.ROOT);
        List<PunchRef> page = queries.unsent(customerId, status, selection.sn(), null, UNSENT_PAGE);
        while (!page.isEmpty()) {
            log.punchesAt(page).stream()
                    .filter(punch -> isMeant(punch.recordedAt(), selection))
                    .forEach(oldest::add);
            page = queries.unsent(customerId, status, selection.sn(), page.getLast(), UNSENT_PAGE);
        }
        return oldest.inOrder();
    }

    private static boolean isMeant(Instant recordedAt, Selection selection) {
        @Nullable Instant from = selection.from();
        @Nullable Instant to = selection.to();
        return (from == null || !recordedAt.isBefore(from)) && (to == null || !recordedAt.isAfter(to));
    }

    /** The customer's punches in the log, without those that wait in a line and those that no line sends. */
    private List<PunchRef> delivered(String customerId, Selection selection, int max) {
        OldestPunches oldest = new OldestPunches(max);
        PunchFilter filter = new PunchFilter(customerId, selection.from(), selection.to(), log.head() + 1);
        Map<String, InLine> devices = queries.devices(customerId);
        Deque<DevicePlace> left = new ArrayDeque<>();
        devices.keySet().stream()
                .filter(sn -> selection.sn() == null || selection.sn().equals(sn))
                .forEach(sn -> left.add(new DevicePlace(sn, BEFORE_THE_FIRST)));
        while (!left.isEmpty()) {
            List<LoggedPunch> page =
                    log.punchesOf(next(left), filter.before(oldest.limit(filter.beforePosition())), PUNCHES_PAGE);
            Predicate<LoggedPunch> delivered = sentOrGone(page, devices);
            page.stream().filter(delivered).forEach(oldest::add);
            left.addAll(unfinished(page));
        }
        return oldest.inOrder();
    }

    private Predicate<LoggedPunch> sentOrGone(List<LoggedPunch> page, Map<String, InLine> devices) {
        Set<String> unsent = queries.unsentAmong(
                page.stream().map(each -> each.punch().punchId()).toList());
        return each -> !unsent.contains(each.punch().punchId())
                && !Objects.requireNonNull(devices.get(each.punch().sn())).holds(each.punch());
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
