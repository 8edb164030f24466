package io.punchgate.command.gateway.tcp;

import io.punchgate.command.gateway.FailureAnswers;
import io.punchgate.command.gateway.ReportInbox;
import java.time.Clock;

/** What every connection uses. */
record Parts(
        ReportInbox inbox,
        Calls calls,
        FailureAnswers failures,
        ConnectedDevices devices,
        Patience patience,
        Clock clock) {}
