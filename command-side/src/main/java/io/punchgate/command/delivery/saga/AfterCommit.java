package io.punchgate.command.delivery.saga;

import io.punchgate.api.delivery.DeliveryCommand;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a saga's commands once its own change is durable: a saga that is rolled back and handles its event again must
 * not have parked a punch twice. A command that is lost so is sent again when the saga's deadline finds no answer.
 */
final class AfterCommit {

    private static final Logger LOG = LoggerFactory.getLogger(AfterCommit.class);

    private AfterCommit() {}

    static void send(CommandGateway commands, DeliveryCommand command) {
        CurrentUnitOfWork.get().root().afterCommit(unit -> sendNow(commands, command));
    }

    private static void sendNow(CommandGateway commands, DeliveryCommand command) {
        try {
            var unused = commands.send(command).whenComplete((reply, failure) -> {
                if (failure != null) {
                    LOG.warn("{} was not stored", command, failure);
                }
            });
        } catch (RuntimeException e) {
            LOG.warn("{} was not stored", command, e);
        }
    }
}
