package io.punchgate.standalone.rules.violations.command.gateway.tcp;

/** A decoder that does not bear its dialect's name, in a dialect without a gateway. */
final class SocketFrameDecoder {}
