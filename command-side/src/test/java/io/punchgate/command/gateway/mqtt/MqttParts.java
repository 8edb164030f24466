package io.punchgate.command.gateway.mqtt;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.punchgate.command.gateway.Inboxes;
import io.punchgate.command.gateway.ReportInbox;
import io.punchgate.command.gateway.RowStore;
import io.punchgate.runtime.access.FailedAuthentications;
import io.punchgate.runtime.start.PunchgateSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.beans.factory.ObjectProvider;

/** The gateway's parts for tests, which are put before a broker. */
public final class MqttParts implements AutoCloseable {

    public static final String HOOK_TOKEN = "hook-token";

    private static final int FAILURES_PER_MINUTE = 10;

    final HookToken hookToken;
    final FailedAuthentications failed;
    private final MqttThreads threads = new MqttThreads();
    private final MqttAccess access;
    private final InstructionPublisher commands;
    private final MqttCalls messages;

    /** Before that instruction gateway; {@code links} may be filled later. */
    public MqttParts(CommandGateway gateway, Clock clock, List<MqttLink> links) {
        ReportInbox inbox = Inboxes.before(gateway, clock);
        hookToken = new HookToken(
                new MqttSettings(null, HOOK_TOKEN),
                new PunchgateSettings(null, Path.of("unused"), false, true, List.of()));
        failed = new FailedAuthentications(FAILURES_PER_MINUTE, clock);
        access = new MqttAccess(inbox, hookToken, failed);
        commands = new InstructionPublisher(inbox, new ObjectProvider<>() {
            @Override
            public Stream<MqttLink> stream() {
                return links.stream();
            }
        });
        messages = new MqttCalls(
                inbox,
                new RowStore(inbox),
                new Departures(inbox, clock, threads),
                commands,
                threads,
                (sn, payload, failure) -> {},
                clock,
                new SimpleMeterRegistry());
    }

    public MqttAccess access() {
        return access;
    }

    public InstructionPublisher commands() {
        return commands;
    }

    public MqttCalls messages() {
        return messages;
    }

    @Override
    public void close() {
        threads.destroy();
    }
}
