package io.punchgate.command.lane;

import io.punchgate.api.customer.CustomerCommand;
import io.punchgate.api.delivery.DeliveryCommand;
import io.punchgate.api.device.DeviceCommand;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.modelling.command.CommandTargetResolver;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;

/** Asks the command for its stream. Axon's own resolver finds it by reflection, command by command. */
final class StreamTargetResolver implements CommandTargetResolver {

    @Override
    public VersionedAggregateIdentifier resolveTarget(CommandMessage<?> command) {
        String stream = switch (command.getPayload()) {
            case DeviceCommand device -> device.stream();
            case CustomerCommand customer -> customer.stream();
            case DeliveryCommand delivery -> delivery.stream();
            default -> throw new IllegalArgumentException(command.getPayloadType() + " has no stream");
        };
        return new VersionedAggregateIdentifier((Object) stream, null);
    }
}
