package io.punchgate.standalone.rules.violations.command.gateway.http;

import io.punchgate.standalone.rules.violations.command.gateway.tcp.Socket;

/** A transport that uses another one's parts. */
public record KnowsAnotherTransport(Socket socket) {}
