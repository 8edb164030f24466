package io.punchgate.command.device.ledger;

import io.punchgate.api.device.DeviceReport.RecordPunch;
import io.punchgate.command.device.PunchIdentity;
import io.punchgate.command.device.PunchKey;
import io.punchgate.command.device.PunchLedger;
import io.punchgate.command.lane.BatchLookUp;
import io.punchgate.runtime.log.OpenAppend;
import io.punchgate.runtime.log.PiggybackedStatement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.stereotype.Component;

/**
 * The ledger as a table, whose primary key is the last word.
 *
 * <p>A batch that must know asks once, along with the lock of the log's head, for every moment at which a person of the
 * batch punched; the wall clock of a time that was sent with another offset than its zone has is looked up when it is met.
 * A batch that assumes takes every punch for new that was not entered lately: the key refuses it where that is wrong. One
 * statement enters all new punches, along with the append of their events.
 *
 * <p>Used by one thread at a time.
 */
@Component
public final class JdbcPunchLedger implements PunchLedger, BatchLookUp {

    private static final int RECENT_PUNCHES_MAX = 4_096;

    private final JdbcTemplate jdbc;
    private final KeyedIdentities identities;
    /** The kinds known at each moment that was looked up in this batch. */
    private final Map<PunchMoment, Set<String>> known = new HashMap<>();

    private final List<PunchKey> entered = new ArrayList<>();
    /** Most repeats follow soon: an answer was lost, or many copies come at once. */
    private final RecentPunches recent = new RecentPunches(RECENT_PUNCHES_MAX);

    private boolean assuming;
    private boolean surprised;

    public JdbcPunchLedger(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.identities = new KeyedIdentities(jdbc);
    }

    @Override
    public @Nullable PiggybackedStatement lookUp(List<? extends CommandMessage<?>> batch) {
        begin(false);
        Set<PunchMoment> moments = new HashSet<>();
        for (CommandMessage<?> command : batch) {
            if (command.getPayload() instanceof RecordPunch report) {
                PunchMoment.addOf(report, moments);
            }
        }
        moments.forEach(this::kindsAt);
        return moments.isEmpty() ? null : new PunchLookUp(keyed(moments), this::stored);
    }

    @Override
    public void answered(OpenAppend append) {
        enterWith(append);
    }

    @Override
    public void assume(OpenAppend append) {
        begin(true);
        enterWith(append);
    }

    @Override
    public void forget() {
        recent.clear();
    }

    @Override
    public boolean wasSurprised() {
        return surprised;
    }

    private void begin(boolean withoutAsking) {
        assuming = withoutAsking;
        surprised = false;
        known.clear();
        entered.clear();
    }

    private void enterWith(OpenAppend append) {
        CurrentUnitOfWork.get().root().onPrepareCommit(unitOfWork -> enterAll(append));
    }

    @Override
    public boolean add(PunchIdentity identity) {
        List<PunchKey> keys = identity.keys();
        if (recent.containsAny(keys) || isKnown(keys)) {
            return false;
        }
        if (!assuming && lookUpMissing(keys) && isKnown(keys)) {
            return false;
        }
        keys.forEach(key -> kindsAt(PunchMoment.of(key)).add(key.kind()));
        entered.addAll(keys);
        CurrentUnitOfWork.get().onRollback(unitOfWork -> {
            keys.forEach(key -> kindsAt(PunchMoment.of(key)).remove(key.kind()));
            entered.removeAll(keys);
        });
        return true;
    }

    private boolean isKnown(List<PunchKey> keys) {
        for (PunchKey key : keys) {
            @Nullable Set<String> kinds = known.get(PunchMoment.of(key));
            if (kinds != null && kinds.contains(key.kind())) {
                return true;
            }
        }
        return false;
    }

    /** Asks for the moments that the batch's question could not name; false if there are none. */
    private boolean lookUpMissing(List<PunchKey> keys) {
        List<PunchMoment> missing = keys.stream()
                .map(PunchMoment::of)
                .filter(moment -> !known.containsKey(moment))
                .distinct()
                .toList();
        if (missing.isEmpty()) {
            return false;
        }
        missing.forEach(this::kindsAt);
        PunchLookUp lookUp = new PunchLookUp(keyed(missing), this::stored);
        jdbc.query(lookUp.sql(), statement -> lookUp.bind(statement, 1), (RowCallbackHandler) lookUp::readRow);
        return true;
    }

    /** The moments by those under which the table has them. */
    private Map<PunchMoment, PunchMoment> keyed(Collection<PunchMoment> moments) {
        Map<PunchMoment, PunchMoment> keyed = new HashMap<>();
        moments.forEach(moment -> keyed.put(identities.keyed(moment), moment));
        return keyed;
    }

    private void stored(PunchMoment moment, String kind) {
        surprised = true;
        kindsAt(moment).add(kind);
    }

    private Set<String> kindsAt(PunchMoment moment) {
        return known.computeIfAbsent(moment, absent -> new HashSet<>());
    }

    private void enterAll(OpenAppend append) {
        if (!entered.isEmpty()) {
            List<PunchKey> all = List.copyOf(entered);
            append.accompany(PunchEntry.of(all, identities));
            CurrentUnitOfWork.get().root().afterCommit(unitOfWork -> recent.addAll(all));
            entered.clear();
        }
    }
}
