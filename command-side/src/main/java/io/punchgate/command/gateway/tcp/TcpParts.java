package io.punchgate.command.gateway.tcp;

import io.punchgate.command.gateway.ReportInbox;
import io.punchgate.command.gateway.json.FailureAnswers;
import java.time.Clock;

/** The parts that every connection uses. */
record TcpParts(
        ReportInbox inbox,
        TcpCalls calls,
        FailureAnswers failures,
        ConnectedDevices devices,
        TcpTimeouts timeouts,
        Clock clock) {}
