package io.punchgate.command.gateway.anviz;

import io.punchgate.command.gateway.AuthenticationFailures;
import io.punchgate.command.gateway.ReportInbox;
import io.punchgate.command.gateway.RowStore;

/** The parts that every connection uses. */
record AnvizParts(ReportInbox inbox, RowStore rows, AuthenticationFailures failures, AnvizTimeouts timeouts) {}
