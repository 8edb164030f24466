package io.punchgate.command.delivery.redelivery;

import io.punchgate.api.CallbackId;
import io.punchgate.api.delivery.DeliveryId;
import io.punchgate.api.delivery.PunchRef;
import io.punchgate.command.delivery.callback.PendingPunches;
import io.punchgate.command.delivery.claim.PushProgress;
import io.punchgate.command.delivery.store.UnsentPunch;
import io.punchgate.runtime.id.TimeOrderedIds;
import io.punchgate.runtime.log.read.LogReader;
import io.punchgate.runtime.log.read.LoggedPunch;
import io.punchgate.runtime.person.PersonKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Finds deliveries that no line makes in the push's own table, and all others in the log. */
@Component
class LoggedPunches implements RedeliverablePunches {

    /** A request may concern an event of a moment ago. */
    private static final Duration CATCH_UP_MAX = Duration.ofSeconds(1);

    /** Rows of the push's table that are looked up in the log by one question. */
    private static final int UNSENT_PAGE = 1_000;

    private final RedeliveryQueries queries;
    private final LogReader log;
    private final PendingPunches pending;
    private final LivingPersons persons;
    private final Runnable progress;

    @Autowired
    LoggedPunches(
            RedeliveryQueries queries,
            LogReader log,
            PendingPunches pending,
            PersonKeys persons,
            PushProgress progress) {
        this(queries, log, pending, persons, () -> {
            boolean ignored = progress.await(CATCH_UP_MAX);
        });
    }

    LoggedPunches(
            RedeliveryQueries queries, LogReader log, PendingPunches pending, PersonKeys persons, Runnable progress) {
        this.persons = new LivingPersons(persons);
        this.queries = queries;
        this.log = log;
        this.pending = pending;
        this.progress = progress;
    }

    @Override
    public List<CallbackId> callbacks(String customerId) {
        return CallbackHistory.of(customerId, log).now();
    }

    @Override
    public Optional<Found> find(String customerId, String deliveryId) {
        progress.run();
        Targets targets = new Targets(CallbackHistory.of(customerId, log));
        return queries.findUnsent(customerId, deliveryId)
                .map(unsent -> found(unsent, targets))
                .or(() -> logged(customerId, DeliveryId.parse(deliveryId), targets));
    }

    private Found found(UnsentPunch unsent, Targets targets) {
        List<LoggedPunch> logged = log.punchesAt(List.of(unsent.punch()));
        List<Redelivery> redeliveries = logged.stream()
                .flatMap(punch -> targets.of(unsent, punch).stream())
                .map(callback -> new Redelivery(callback, unsent.punch()))
                .toList();
        return new Found(
                redeliveries,
                unsent.status() == UnsentPunch.Status.REQUESTED,
                logged.stream().anyMatch(persons::isErased));
    }

    private Optional<Found> logged(String customerId, DeliveryId id, Targets targets) {
        CallbackId callback = CallbackId.stored(customerId, id.callback());
        return TimeOrderedIds.timeOf(id.punchId())
                .flatMap(madeAt -> log.findPunch(customerId, id.punchId(), madeAt))
                .filter(logged -> targets.delivered(callback, logged))
                .map(logged -> new Found(
                        targets.isSet(callback) ? List.of(new Redelivery(callback, logged.punch())) : List.of(),
                        pending.isPending(callback, logged.punch()),
                        persons.isErased(logged)));
    }

    @Override
    public List<Redelivery> select(String customerId, Selection selection, int max) {
        progress.run();
        Targets targets = new Targets(CallbackHistory.of(customerId, log));
        return switch (selection.status()) {
            case PARKED -> unsent(customerId, UnsentPunch.Status.PARKED, selection, targets, max);
            case NEVER -> unsent(customerId, UnsentPunch.Status.NEVER, selection, targets, max);
            case DELIVERED -> new DeliveredPunches(queries, log, persons, targets).oldest(customerId, selection, max);
        };
    }

    private List<Redelivery> unsent(
            String customerId, UnsentPunch.Status status, Selection selection, Targets targets, int max) {
        OldestPunches oldest = new OldestPunches(max);
        List<UnsentPunch> page = queries.unsent(customerId, status, selection.sn(), null, UNSENT_PAGE);
        while (!page.isEmpty()) {
            Map<PunchRef, LoggedPunch> logged = logged(page);
            for (UnsentPunch each : page) {
                @Nullable LoggedPunch punch = logged.get(each.punch());
                if (punch != null && isMeant(punch.recordedAt(), selection)) {
                    targets.of(each, punch).stream()
                            .filter(to -> selection.means(new Redelivery(to, each.punch())))
                            .forEach(to -> oldest.add(to, punch));
                }
            }
            page = queries.unsent(customerId, status, selection.sn(), page.getLast(), UNSENT_PAGE);
        }
        return oldest.inOrder();
    }

    private Map<PunchRef, LoggedPunch> logged(List<UnsentPunch> page) {
        return persons
                .of(log.punchesAt(
                        page.stream().map(UnsentPunch::punch).distinct().toList()))
                .stream()
                .collect(Collectors.toMap(LoggedPunch::punch, Function.identity()));
    }

    private static boolean isMeant(Instant recordedAt, Selection selection) {
        @Nullable Instant from = selection.from();
        @Nullable Instant to = selection.to();
        return (from == null || !recordedAt.isBefore(from)) && (to == null || !recordedAt.isAfter(to));
    }
}
