package io.punchgate.command.delivery.saga;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.exceptions.DbSchedulerException;
import org.axonframework.deadline.dbscheduler.DbSchedulerDeadlineManager;
import org.axonframework.deadline.dbscheduler.DbSchedulerDeadlineToken;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deadlines that may fire although they were cancelled. Axon's own manager refuses to cancel one that is about to fire, and
 * so rolls back the whole batch of events; a saga recognizes a cancelled deadline by its turn.
 */
final class TolerantDeadlines extends DbSchedulerDeadlineManager {

    private static final Logger LOG = LoggerFactory.getLogger(TolerantDeadlines.class);

    private final Scheduler scheduler;

    TolerantDeadlines(Builder builder, Scheduler scheduler) {
        super(builder.scheduler(scheduler));
        this.scheduler = scheduler;
    }

    @Override
    public void cancelSchedule(String deadlineName, String scheduleId) {
        runOnPrepareCommitOrNow(() -> {
            try {
                scheduler.cancel(new DbSchedulerDeadlineToken(scheduleId));
            } catch (DbSchedulerException e) {
                LOG.debug("the deadline {} fires, or has fired: {}", scheduleId, e.getMessage());
            }
        });
    }
}
