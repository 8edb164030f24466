package io.punchgate.command.gateway;

import io.punchgate.command.gateway.admission.LargeBodies;
import io.punchgate.command.gateway.admission.Strangers;
import io.punchgate.command.gateway.servlet.DeviceBodies;
import io.punchgate.runtime.access.FailedAuthentications;
import io.punchgate.runtime.id.TimeOrderedIds;
import java.time.Clock;
import org.axonframework.commandhandling.gateway.CommandGateway;

/** Makes the inbox for tests of the transports, which see only its public part. */
public final class Inboxes {

    private Inboxes() {}

    /** An inbox before that instruction gateway. Sightings are not confirmed. */
    public static ReportInbox before(CommandGateway commands, Clock clock) {
        return new ReportInbox(
                commands,
                new SightingConfirmer(commands, clock),
                new TimeOrderedIds(clock),
                clock,
                size -> true,
                new ReplyDeadline(),
                new Strangers(new FailedAuthentications(300, clock)));
    }

    /** The bodies of devices, before that inbox. */
    public static DeviceBodies bodies(ReportInbox inbox) {
        return new DeviceBodies(inbox, LargeBodies.of(64L * 1024 * 1024));
    }
}
