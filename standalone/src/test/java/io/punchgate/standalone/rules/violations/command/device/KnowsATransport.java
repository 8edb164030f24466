package io.punchgate.standalone.rules.violations.command.device;

import io.punchgate.standalone.rules.violations.command.gateway.tcp.Socket;

/** A decision that knows how its report came. */
public record KnowsATransport(Socket socket) {}
