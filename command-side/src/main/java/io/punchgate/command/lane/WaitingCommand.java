package io.punchgate.command.lane;

import io.punchgate.api.delivery.DeliveryCommand;
import java.util.List;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandResultMessage;
import org.axonframework.messaging.DefaultInterceptorChain;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.RollbackConfigurationType;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/** A command on the lane, with its handler and its callback. Used by one thread at a time. */
final class WaitingCommand<C, R> {

    private final CommandMessage<C> command;
    private final MessageHandler<? super CommandMessage<?>> handler;
    private final List<MessageHandlerInterceptor<? super CommandMessage<?>>> interceptors;
    private final CommandCallback<? super C, ? super R> callback;
    private @Nullable CommandResultMessage<R> result;

    WaitingCommand(
            CommandMessage<C> command,
            MessageHandler<? super CommandMessage<?>> handler,
            List<MessageHandlerInterceptor<? super CommandMessage<?>>> interceptors,
            CommandCallback<? super C, ? super R> callback) {
        this.command = command;
        this.handler = handler;
        this.interceptors = interceptors;
        this.callback = callback;
    }

    CommandMessage<C> command() {
        return command;
    }

    /** Tells whether it is a command of the push: an outcome, or a decision about it. */
    boolean isOfThePush() {
        return command.getPayload() instanceof DeliveryCommand;
    }

    /** Handles the command in a unit of work nested in the current one, so that a failure undoes this command alone. */
    void handle() {
        UnitOfWork<CommandMessage<?>> nested = DefaultUnitOfWork.startAndGet(command);
        result = GenericCommandResultMessage.asCommandResultMessage(nested.executeWithResult(
                () -> new DefaultInterceptorChain<>(nested, interceptors, handler).proceed(),
                RollbackConfigurationType.ANY_THROWABLE));
    }

    /** Tells whether {@link #handle} ended in an exception. */
    boolean hasFailed() {
        return result != null && result.isExceptional();
    }

    /** Tells the result of {@link #handle}, once its transaction has committed. */
    void tellResult() {
        if (result == null) {
            throw new IllegalStateException("the command was not handled");
        }
        callback.onResult(command, result);
    }

    /** Tells that the transaction did not commit, or may not have. */
    void tellFailure(Throwable cause) {
        callback.onResult(command, GenericCommandResultMessage.asCommandResultMessage(cause));
    }
}
