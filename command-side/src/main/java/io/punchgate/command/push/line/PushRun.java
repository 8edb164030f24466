package io.punchgate.command.push.line;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.axonframework.deadline.dbscheduler.DbSchedulerDeadlineManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Starts sending once every event that existed at the start is taken in, so that no acknowledgement that is durable is
 * asked for again; and stops so that outcomes already read are still told.
 */
@Component
class PushRun implements SmartLifecycle {

    private static final Duration QUIET_MAX = Duration.ofSeconds(5);
    private static final Duration CATCH_UP_STEP = Duration.ofSeconds(10);
    private static final long POLL_NANOS = Duration.ofMillis(10).toNanos();
    private static final Logger LOG = LoggerFactory.getLogger(PushRun.class);

    private final Switchboard board;
    private final CatchUp catchUp;
    private final DbSchedulerDeadlineManager deadlines;
    private volatile @Nullable Thread starting;

    PushRun(Switchboard board, CatchUp catchUp, DbSchedulerDeadlineManager deadlines) {
        this.board = board;
        this.catchUp = catchUp;
        this.deadlines = deadlines;
    }

    @Override
    public void start() {
        starting = Thread.ofVirtual().name("push-start").start(this::startWhenCaughtUp);
    }

    private void startWhenCaughtUp() {
        boolean reached = catchUp.await(CATCH_UP_STEP);
        while (!reached && !Thread.currentThread().isInterrupted()) {
            LOG.info("the push is still taking in events, and sends nothing yet");
            reached = catchUp.await(CATCH_UP_STEP);
        }
        if (reached) {
            board.start();
            deadlines.start();
        }
    }

    @Override
    public void stop() {
        Thread thread = starting;
        if (thread != null) {
            thread.interrupt();
        }
        starting = null;
        deadlines.shutdown();
        board.stop();
        long begun = System.nanoTime();
        while (!board.isQuiet() && System.nanoTime() - begun < QUIET_MAX.toNanos()) {
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    @Override
    public boolean isRunning() {
        return starting != null;
    }

    /** After the event processors, and before them in stopping: outcomes are told while commands are still taken. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE - 1_000;
    }
}
