package io.punchgate.command.gateway.tcp;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.punchgate.command.gateway.AuthenticationFailures;
import io.punchgate.command.gateway.Inboxes;
import io.punchgate.command.gateway.ReportInbox;
import io.punchgate.command.gateway.json.AttendanceCalls;
import io.punchgate.command.gateway.json.FailureAnswers;
import io.punchgate.command.gateway.socket.DevicePort;
import io.punchgate.runtime.access.FailedAuthentications;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.axonframework.commandhandling.gateway.CommandGateway;

/** The gateway on a free port. */
final class TcpServer implements AutoCloseable {

    static final String SN = "SN7A2300583";
    static final String TOKEN = "token-1";
    static final String AUTH = "{\"op\":\"auth\",\"sn\":\"" + SN + "\",\"token\":\"" + TOKEN + "\"}";
    static final String WELCOME = "{\"ok\":true,\"server_time\":\"2026-06-21T04:00:01Z\"}";
    static final String HEARTBEAT = "{\"op\":\"heartbeat\"}";
    static final int FAILURES_PER_MINUTE = 3;

    /** Short where a test waits for it. */
    static final TcpTimeouts TIMEOUTS = new TcpTimeouts(
            Duration.ofSeconds(3), Duration.ofMillis(300), Duration.ofSeconds(2), Duration.ofSeconds(5));

    final SettableClock clock = new SettableClock();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final ConnectedDevices devices = new ConnectedDevices();
    final DevicePort port;

    TcpServer(CommandGateway commands) {
        this(commands, new TcpSettings(0, 100, null, null), TIMEOUTS);
    }

    TcpServer(CommandGateway commands, TcpSettings settings, TcpTimeouts timeouts) {
        ReportInbox inbox = Inboxes.before(commands, clock);
        TcpCalls calls = new TcpCalls(new AttendanceCalls(inbox, clock), inbox, clock);
        FailureAnswers failures =
                new FailureAnswers(new AuthenticationFailures(new FailedAuthentications(FAILURES_PER_MINUTE, clock)));
        TcpParts parts = new TcpParts(inbox, calls, failures, devices, timeouts, clock);
        port = TcpGateway.port(settings, parts, meters);
        port.start();
    }

    static String punch(String id, String userId) {
        return "{\"op\":\"punch\",\"id\":" + id + ",\"user_id\":\"" + userId
                + "\",\"att_time\":\"2026-06-21 09:30:00\",\"att_state\":1}";
    }

    DeviceSocket connect() {
        try {
            return new DeviceSocket(port.port());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A connection that the device is known on. */
    DeviceSocket enter() {
        DeviceSocket device = connect();
        String welcome = device.ask(AUTH);
        if (!welcome.startsWith("{\"ok\":true,\"server_time\":")) {
            throw new AssertionError(welcome);
        }
        return device;
    }

    @Override
    public void close() {
        port.stop();
    }

    /** Stands still until it is set. */
    static final class SettableClock extends Clock {

        volatile Instant now = Instant.parse("2026-06-21T04:00:01Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
