package io.punchgate.command.gateway;

import io.punchgate.command.gateway.admission.LargeBodies;
import io.punchgate.command.gateway.admission.Strangers;
import io.punchgate.command.gateway.servlet.DeviceBodies;
import io.punchgate.command.secret.InstructionData;
import io.punchgate.runtime.access.FailedAuthentications;
import io.punchgate.runtime.id.TimeOrderedIds;
import io.punchgate.runtime.knock.Knocks;
import java.time.Clock;
import java.util.stream.Collectors;
import org.axonframework.commandhandling.gateway.CommandGateway;

/** Makes the inbox for tests of the transports, which see only its public part. */
public final class Inboxes {

    /** In place of the vault: an instruction's data is its id. */
    static final InstructionData IDS_ARE_DATA =
            new InstructionData(ids -> ids.stream().collect(Collectors.toMap(id -> id, id -> id, (one, same) -> one)));

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
                strangers(clock),
                IDS_ARE_DATA);
    }

    /** They refuse nobody for the failures of others. */
    static Strangers strangers(Clock clock) {
        FailedAuthentications failed = new FailedAuthentications(300, clock);
        return new Strangers(failed, new Knocks(failed, clock));
    }

    /** The bodies of devices, before that inbox. */
    public static DeviceBodies bodies(ReportInbox inbox) {
        return new DeviceBodies(inbox, LargeBodies.of(64L * 1024 * 1024));
    }
}
