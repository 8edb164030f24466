package io.punchgate.command.lane;

import io.punchgate.api.customer.CustomerCommand.ErasePerson;
import io.punchgate.api.delivery.DeliveryCommand;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.GenericCommandResultMessage;
import org.axonframework.messaging.DefaultInterceptorChain;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.RollbackConfigurationType;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A command on the lane, with its handler and its callback. Used by one thread at a time. */
final class WaitingCommand<C, R> {

    private static final Logger LOG = LoggerFactory.getLogger(WaitingCommand.class);

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

    /** A command that does nothing, and tells when a batch with it was stored. */
    static WaitingCommand<String, Object> probe(CompletableFuture<Object> done) {
        return new WaitingCommand<>(
                new GenericCommandMessage<>("probe"), message -> "", List.of(), (command, result) -> {
                    if (result.isExceptional()) {
                        done.completeExceptionally(result.exceptionResult());
                    } else {
                        done.complete("");
                    }
                });
    }

    CommandMessage<C> command() {
        return command;
    }

    /** Tells whether it is a command of the push: an outcome, or a decision about it. */
    boolean isOfThePush() {
        return command.getPayload() instanceof DeliveryCommand;
    }

    /** Tells whether keys of persons are destroyed with its event, for which no append may be assumed. */
    boolean destroysKeys() {
        return command.getPayload() instanceof ErasePerson;
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
        tell(result);
    }

    /** Tells that the transaction did not commit, or may not have. */
    void tellFailure(Throwable cause) {
        tell(GenericCommandResultMessage.asCommandResultMessage(cause));
    }

    /** A caller that fails to take its result keeps nobody else from theirs. */
    private void tell(CommandResultMessage<? extends R> told) {
        try {
            callback.onResult(command, told);
        } catch (Throwable e) {
            LOG.error("The result of {} could not be told", command.getCommandName(), e);
        }
    }
}
