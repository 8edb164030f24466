package io.punchgate.command.delivery.line;

import io.punchgate.api.CallbackId;
import io.punchgate.api.customer.CustomerEvent.PersonErased;
import io.punchgate.command.delivery.claim.Lease;
import io.punchgate.command.delivery.gate.PushThreads;
import io.punchgate.command.delivery.outbox.CallbackPush;
import io.punchgate.command.delivery.store.ErasureStore;
import io.punchgate.command.delivery.store.ErasureStore.Erasure;
import io.punchgate.command.delivery.store.LineRow;
import io.punchgate.command.delivery.store.PunchReader;
import io.punchgate.command.delivery.store.QueuedPunch;
import io.punchgate.command.delivery.store.UnsentPunch;
import io.punchgate.command.delivery.store.UnsentStore;
import io.punchgate.command.delivery.webhook.PushedPersons;
import io.punchgate.runtime.log.read.LogReader;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Ends the deliveries of erased persons that no attempt comes to soon: of punches that hold their line, or are first in it at a
 * closed gate, and of those that are parked or requested. Those behind others in a line end when their turn comes. Works beside
 * the processor, in pages, and again until nothing is left, in the next process that pushes if need be.
 */
@Component
@ProcessingGroup("push")
class ErasedPunches {

    private static final int PAGE = 1_000;
    private static final Duration AGAIN_AFTER = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(ErasedPunches.class);

    private final ActiveLines active;
    private final ErasureStore store;
    private final UnsentStore unsent;
    private final PunchReader reader;
    private final LogReader log;
    private final PushedPersons persons;
    private final PushThreads threads;

    ErasedPunches(
            ActiveLines active,
            ErasureStore store,
            UnsentStore unsent,
            PunchReader reader,
            LogReader log,
            PushedPersons persons,
            PushThreads threads) {
        this.active = active;
        this.store = store;
        this.unsent = unsent;
        this.reader = reader;
        this.log = log;
        this.persons = persons;
        this.threads = threads;
    }

    @EventHandler
    void on(PersonErased event) {
        Erasure erasure = new Erasure(event.erasureId(), event.customerId(), event.persons());
        persons.erased(erasure.persons());
        store.keep(erasure);
        CurrentUnitOfWork.get().root().afterCommit(done -> begin(erasure));
    }

    /** Goes on with what the process that pushed before has left. */
    void resume() {
        store.all().forEach(erasure -> {
            persons.erased(erasure.persons());
            begin(erasure);
        });
    }

    private void begin(Erasure erasure) {
        Lease lease = active.lease();
        threads.run(() -> end(erasure, lease));
    }

    private void end(Erasure erasure, Lease lease) {
        if (lease.isOver()) {
            return;
        }
        try {
            boolean heads = endHeads(erasure.customerId());
            boolean others = endUnsent(erasure);
            if (!heads && !others) {
                store.remove(erasure.id());
                return;
            }
        } catch (RuntimeException e) {
            LOG.warn("what waits of erased persons could not be ended, next try in {} ms", AGAIN_AFTER.toMillis(), e);
        }
        threads.later(AGAIN_AFTER, () -> end(erasure, lease));
    }

    /** Ends those that are first in their lines. Returns whether to look again. */
    private boolean endHeads(String customerId) {
        boolean again = false;
        for (CallbackPush callback : active.callbacksOf(customerId)) {
            // What an outbox holds of a line tells that the line is further than its row says.
            again |= !callback.outbox().isEmpty();
            for (DeviceLine line : active.linesOf(callback.callback())) {
                @Nullable QueuedPunch first = first(line.row(), callback);
                if (first != null && persons.isErased(first.event())) {
                    callback.outbox().add(persons.end(callback.callback(), first.ref()));
                    again = true;
                }
            }
        }
        return again;
    }

    private @Nullable QueuedPunch first(LineRow row, CallbackPush callback) {
        if (row.done() >= row.handed()) {
            return null;
        }
        LineFilters filters =
                new LineFilters(row.earlier(), callback.gate().facts().wants());
        return reader.page(row.key(), row.done() + 1, row.handed(), LineMemory.PUNCHES_MAX).stream()
                .filter(filters::wanted)
                .findFirst()
                .orElse(null);
    }

    /** Ends those that no line makes. Returns whether there were any. */
    private boolean endUnsent(Erasure erasure) {
        boolean any = false;
        List<UnsentPunch> page = unsent.waiting(erasure.customerId(), "", PAGE);
        while (!page.isEmpty()) {
            Set<String> erased = log
                    .punchesAt(page.stream().map(UnsentPunch::punch).distinct().toList())
                    .stream()
                    .filter(logged ->
                            logged.person() != null && erasure.persons().contains(logged.person()))
                    .map(logged -> logged.punch().punchId())
                    .collect(Collectors.toSet());
            for (UnsentPunch each : page) {
                if (erased.contains(each.punch().punchId())) {
                    any = true;
                    CallbackId callback = new CallbackId(erasure.customerId(), Objects.requireNonNull(each.callback()));
                    active.callback(callback).outbox().add(persons.end(callback, each.punch()));
                }
            }
            page = unsent.waiting(erasure.customerId(), page.getLast().deliveryId(), PAGE);
        }
        return any;
    }
}
