package io.punchgate.command.delivery.line;

import io.punchgate.command.delivery.claim.Lease;
import io.punchgate.command.delivery.claim.PushClaim;
import io.punchgate.command.delivery.claim.PushProgress;
import io.punchgate.command.delivery.saga.RetryDeadlines;
import io.punchgate.runtime.start.ShutdownOrder;
import io.punchgate.runtime.wait.Polling;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Starts and stops the push with the claim. Taking the claim loads the tables; sending begins once every event that existed
 * then is taken in, so that no punch with a durable acknowledgement is sent again; stopping waits until the outcomes
 * already read are stored.
 */
@Component
class PushLifecycle implements SmartLifecycle, PushClaim.Listener {

    private static final Duration QUIET_MAX = Duration.ofSeconds(5);
    private static final Duration CATCH_UP_STEP = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(10);
    private static final Logger LOG = LoggerFactory.getLogger(PushLifecycle.class);

    private final ActiveLines active;
    private final RedeliveryLines redeliveries;
    private final ErasedPunches erased;
    private final PushLoader loader;
    private final PushProgress progress;
    private final RetryDeadlines deadlines;
    private volatile boolean running;

    PushLifecycle(
            ActiveLines active,
            RedeliveryLines redeliveries,
            ErasedPunches erased,
            PushLoader loader,
            PushProgress progress,
            RetryDeadlines deadlines,
            PushClaim claim) {
        this.active = active;
        this.redeliveries = redeliveries;
        this.erased = erased;
        this.loader = loader;
        this.progress = progress;
        this.deadlines = deadlines;
        claim.listen(this);
    }

    @Override
    public void claimed() {
        loader.load();
        Lease lease = active.lease();
        var unused = Thread.ofVirtual().name("push-start").start(() -> startWhenCaughtUp(lease));
    }

    @Override
    public void resumed() {
        active.resume();
        redeliveries.resume();
    }

    @Override
    public synchronized void lost() {
        deadlines.pause();
        active.stop();
    }

    private void startWhenCaughtUp(Lease lease) {
        while (!lease.isOver() && !(running && active.wasQuiet())) {
            Polling.rest(POLL);
        }
        while (!lease.isOver()) {
            if (progress.await(CATCH_UP_STEP)) {
                begin(lease);
                return;
            }
            LOG.info("the push still takes in events, and sends nothing yet");
        }
    }

    private synchronized void begin(Lease lease) {
        if (running && !lease.isOver()) {
            active.start();
            redeliveries.resume();
            erased.resume();
            deadlines.resume();
        }
    }

    @Override
    public void start() {
        deadlines.start();
        running = true;
    }

    @Override
    public void stop() {
        synchronized (this) {
            running = false;
            deadlines.pause();
            active.suspend();
        }
        deadlines.stop();
        boolean ignored = Polling.until(active::isQuiet, POLL, QUIET_MAX);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return ShutdownOrder.PUSH.phase();
    }
}
