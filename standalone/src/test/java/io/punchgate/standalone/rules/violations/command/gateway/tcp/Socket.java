package io.punchgate.standalone.rules.violations.command.gateway.tcp;

/** Something of one transport's own. */
public record Socket(int port) {}
