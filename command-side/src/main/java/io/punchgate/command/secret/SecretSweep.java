package io.punchgate.command.secret;

import io.punchgate.runtime.start.ShutdownOrder;
import io.punchgate.runtime.vault.Vault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Removes secrets from the vault that are needed no longer: those whose time is over, and those that no event ever named
 * because their command failed. It runs in the process that keeps the table of uses.
 */
@Component
final class SecretSweep implements SmartLifecycle {

    static final Duration EVERY = Duration.ofHours(1);
    /** A secret is written just before its command. One that no event named for so long, none will. */
    static final Duration UNNAMED_MAX = Duration.ofHours(24);
    /** The table of uses may lag behind the log by no more than this, or secrets in use would look unnamed. */
    static final Duration LAG_MAX = Duration.ofHours(12);
    /** Secrets removed by one statement, and statements of one sweep: what is left waits for the next. */
    static final int REMOVED_AT_ONCE_MAX = 1_000;

    static final int ROUNDS_MAX = 100;

    private static final Logger LOG = LoggerFactory.getLogger(SecretSweep.class);

    private static final String TAKE_OVERDUE =
            "delete from " + SecretUses.TABLE + " where secret_id in (select secret_id" + " from " + SecretUses.TABLE
                    + " where remove_after < ? limit ? for update skip locked) returning secret_id";

    private final JdbcClient jdbc;
    private final Vault vault;
    private final InstructionTexts instructions;
    private final TransactionTemplate transaction;
    private final EventStore events;
    private final EventProcessingConfiguration processing;
    private final Clock clock;
    private volatile @Nullable ScheduledThreadPoolExecutor timer;

    SecretSweep(
            JdbcClient jdbc,
            Vault vault,
            InstructionTexts instructions,
            TransactionTemplate transaction,
            EventStore events,
            EventProcessingConfiguration processing,
            Clock clock) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.instructions = instructions;
        this.transaction = transaction;
        this.events = events;
        this.processing = processing;
        this.clock = clock;
    }

    /** Removes what is due now. */
    void sweep() {
        Instant now = clock.instant();
        OptionalLong reached = reached();
        if (reached.isEmpty()) {
            return;
        }
        int round = 0;
        while (round < ROUNDS_MAX && removeOverdue(now) == REMOVED_AT_ONCE_MAX) {
            round++;
        }
        if (reached.getAsLong() < position(events.createTokenAt(now.minus(LAG_MAX)))) {
            LOG.warn("unused secrets stay: the processor {} is far behind the log", SecretUses.PROCESSING_GROUP);
            return;
        }
        Instant before = now.minus(UNNAMED_MAX);
        while (round < ROUNDS_MAX && removeUnlisted(before) == REMOVED_AT_ONCE_MAX) {
            round++;
        }
    }

    private int removeUnlisted(Instant before) {
        Vault.Removed removed = vault.removeUnlisted(SecretUses.TABLE, before, REMOVED_AT_ONCE_MAX);
        instructions.forget(removed);
        return removed.count();
    }

    private int removeOverdue(Instant now) {
        Integer removed = transaction.execute(status -> {
            List<String> ids = jdbc.sql(TAKE_OVERDUE)
                    .param(now.atOffset(ZoneOffset.UTC))
                    .param(REMOVED_AT_ONCE_MAX)
                    .query(String.class)
                    .list();
            instructions.remove(ids);
            return ids.size();
        });
        return removed == null ? 0 : removed;
    }

    /** The position that this process's table of uses has reached; empty where another process keeps it. */
    private OptionalLong reached() {
        @Nullable
        EventTrackerStatus status = processing
                .eventProcessor(SecretUses.PROCESSING_GROUP, StreamingEventProcessor.class)
                .map(processor -> processor.processingStatus().get(0))
                .orElse(null);
        return status == null || status.isErrorState()
                ? OptionalLong.empty()
                : OptionalLong.of(position(status.getTrackingToken()));
    }

    private static long position(@Nullable TrackingToken token) {
        return token == null ? 0 : Math.max(0, token.position().orElse(0));
    }

    private void sweepSafely() {
        try {
            sweep();
        } catch (Throwable e) {
            // Also an error: what throws is not run again.
            LOG.warn("unused secrets were not removed; the next sweep tries again", e);
        }
    }

    @Override
    public void start() {
        ScheduledThreadPoolExecutor started = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("secret-sweep").factory());
        var unused = started.scheduleWithFixedDelay(
                this::sweepSafely, EVERY.toSeconds(), EVERY.toSeconds(), TimeUnit.SECONDS);
        timer = started;
    }

    @Override
    public void stop() {
        @Nullable ScheduledThreadPoolExecutor stopping = timer;
        timer = null;
        if (stopping != null) {
            stopping.shutdown();
        }
    }

    @Override
    public boolean isRunning() {
        return timer != null;
    }

    @Override
    public int getPhase() {
        return ShutdownOrder.PUSH.phase();
    }
}
