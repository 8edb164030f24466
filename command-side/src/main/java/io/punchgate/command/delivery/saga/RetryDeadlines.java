package io.punchgate.command.delivery.saga;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.punchgate.command.delivery.claim.PushTokens;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.ConfigurationScopeAwareProvider;
import org.axonframework.deadline.dbscheduler.DbSchedulerBinaryDeadlineDetails;
import org.axonframework.deadline.dbscheduler.DbSchedulerDeadlineManager;
import org.axonframework.serialization.Serializer;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/**
 * The sagas' deadlines in {@code command.push_deadline}. They fire in the process that pushes only; a process that takes
 * over finds those that came due meanwhile.
 */
public final class RetryDeadlines {

    private static final Duration POLLING = Duration.ofMillis(150);
    /** Another process handles a deadline whose process died while handling it after six of these. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(2);
    /** Handling a deadline failed, mostly because of the database, or another process has the claim now. */
    private static final Duration AGAIN_AFTER = Duration.ofSeconds(1);

    private static final int THREADS = 3;

    private final Scheduler scheduler;
    private final DbSchedulerDeadlineManager manager;

    public RetryDeadlines(
            DataSource dataSource,
            org.axonframework.config.Configuration configuration,
            TransactionManager transactions,
            Serializer serializer,
            PushTokens tokens,
            Clock clock) {
        AtomicReference<DbSchedulerDeadlineManager> self = new AtomicReference<>();
        // The proxy lets a deadline join the saga's transaction: both are durable, or neither.
        scheduler = Scheduler.create(new TransactionAwareDataSourceProxy(dataSource), task(self, clock))
                .tableName("command.push_deadline")
                .threads(THREADS)
                .clock(clock::instant)
                .pollingInterval(POLLING)
                .heartbeatInterval(HEARTBEAT)
                .build();
        manager = new TolerantDeadlines(
                DbSchedulerDeadlineManager.builder()
                        .startScheduler(false)
                        .stopScheduler(false)
                        .scopeAwareProvider(new ConfigurationScopeAwareProvider(configuration))
                        .serializer(serializer)
                        .transactionManager(transactions),
                scheduler);
        manager.registerHandlerInterceptor((unitOfWork, chain) -> {
            tokens.fence();
            return chain.proceed();
        });
        self.set(manager);
        scheduler.pause();
    }

    private static Task<DbSchedulerBinaryDeadlineDetails> task(
            AtomicReference<DbSchedulerDeadlineManager> manager, Clock clock) {
        Task<DbSchedulerBinaryDeadlineDetails> axons = DbSchedulerDeadlineManager.binaryTask(manager::get);
        return new Tasks.OneTimeTaskBuilder<>(axons.getName(), DbSchedulerBinaryDeadlineDetails.class)
                .onFailure((failed, operations) -> again(failed, operations, clock))
                .execute((instance, context) -> {
                    var unused = axons.execute(instance, context);
                });
    }

    private static void again(
            com.github.kagkarlsson.scheduler.task.ExecutionComplete failed,
            ExecutionOperations<DbSchedulerBinaryDeadlineDetails> operations,
            Clock clock) {
        operations.reschedule(failed, clock.instant().plus(AGAIN_AFTER));
    }

    public DbSchedulerDeadlineManager manager() {
        return manager;
    }

    public void start() {
        scheduler.start();
    }

    /** Lets deadlines fire in this process. */
    public void resume() {
        scheduler.resume();
    }

    /** Lets no more deadlines fire in this process. */
    public void pause() {
        scheduler.pause();
    }

    public void stop() {
        scheduler.stop();
    }
}
