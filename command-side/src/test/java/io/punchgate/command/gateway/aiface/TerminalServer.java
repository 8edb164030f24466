package io.punchgate.command.gateway.aiface;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.punchgate.command.gateway.AuthenticationFailures;
import io.punchgate.command.gateway.Inboxes;
import io.punchgate.command.gateway.ReportInbox;
import io.punchgate.command.gateway.RowStore;
import io.punchgate.command.gateway.socket.DevicePort;
import io.punchgate.runtime.access.FailedAuthentications;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.axonframework.commandhandling.gateway.CommandGateway;

/** The terminals' port on a free port, before that command gateway. */
final class TerminalServer implements AutoCloseable {

    static final Instant NOW = Instant.parse("2026-06-21T04:00:01Z");
    static final int CONNECTIONS_MAX = 5;
    static final int FAILURES_PER_MINUTE = 3;

    private final DevicePort port;

    TerminalServer(CommandGateway commands, Duration poll) {
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        ReportInbox inbox = Inboxes.before(commands, clock);
        AuthenticationFailures failures =
                new AuthenticationFailures(new FailedAuthentications(FAILURES_PER_MINUTE, clock));
        TerminalConnections connections = new TerminalConnections(
                new AiFaceCalls(inbox, new RowStore(inbox), clock),
                failures,
                new AiFaceTimeouts(Duration.ofSeconds(2), Duration.ofSeconds(2), poll));
        port = new DevicePort(
                new DevicePort.Place("AiFace", 0, CONNECTIONS_MAX),
                DevicePort.Endings.AT_ONCE,
                connections::begin,
                new SimpleMeterRegistry());
        port.start();
    }

    int port() {
        return port.port();
    }

    Terminal connect() {
        return new Terminal(URI.create("ws://127.0.0.1:" + port() + "/pub/chat"));
    }

    URI api() {
        return URI.create("http://127.0.0.1:" + port() + "/pub/api");
    }

    @Override
    public void close() {
        port.stop();
    }
}
