package io.punchgate.command.lane;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandResultMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.Registration;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.messaging.MessageHandlerInterceptor;

/**
 * Axon's simple command bus, but for where a command is handled: it waits on the {@link CommandLane}, which handles all
 * that wait at the same moment in one transaction. The callback runs after that transaction's commit.
 */
public final class GroupCommitCommandBus extends SimpleCommandBus {

    private final CommandLane lane;
    private final List<MessageHandlerInterceptor<? super CommandMessage<?>>> interceptors =
            new CopyOnWriteArrayList<>();

    public GroupCommitCommandBus(CommandLane lane) {
        super(SimpleCommandBus.builder().transactionManager(NoTransactionManager.INSTANCE));
        this.lane = lane;
    }

    @Override
    protected <C, R> void handle(
            CommandMessage<C> command,
            MessageHandler<? super CommandMessage<?>> handler,
            CommandCallback<? super C, ? super R> callback) {
        WaitingCommand<C, R> waiting = new WaitingCommand<>(command, handler, interceptors, callback);
        if (!lane.offer(waiting)) {
            callback.onResult(
                    command, GenericCommandResultMessage.asCommandResultMessage(new LaneFull(LaneFull.RETRY_AFTER)));
        }
    }

    /** {@inheritDoc} The interceptor runs within the command's own nested unit of work. */
    @Override
    public Registration registerHandlerInterceptor(MessageHandlerInterceptor<? super CommandMessage<?>> interceptor) {
        interceptors.add(interceptor);
        return () -> interceptors.remove(interceptor);
    }
}
