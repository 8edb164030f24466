package io.punchgate.command.gateway.anviz;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.punchgate.command.gateway.AuthenticationFailures;
import io.punchgate.command.gateway.Inboxes;
import io.punchgate.command.gateway.ReportInbox;
import io.punchgate.command.gateway.RowStore;
import io.punchgate.command.gateway.socket.DevicePort;
import io.punchgate.runtime.access.FailedAuthentications;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.axonframework.commandhandling.gateway.CommandGateway;

/** The Anviz port on a free port, before that command gateway. */
final class AnvizServer implements AutoCloseable {

    static final Instant NOW = Instant.parse("2026-06-21T04:00:01Z");

    private final DevicePort port;

    AnvizServer(CommandGateway commands, Duration poll) {
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        ReportInbox inbox = Inboxes.before(commands, clock);
        AuthenticationFailures failures = new AuthenticationFailures(new FailedAuthentications(300, clock));
        AnvizParts parts =
                new AnvizParts(inbox, new RowStore(inbox), failures, new AnvizTimeouts(Duration.ofSeconds(2), poll));
        port = new DevicePort(
                new DevicePort.Place("Anviz", 0, 5),
                DevicePort.Endings.AT_ONCE,
                channel -> AnvizGateway.begin(channel, parts),
                new SimpleMeterRegistry());
        port.start();
    }

    int port() {
        return port.port();
    }

    @Override
    public void close() {
        port.stop();
    }
}
