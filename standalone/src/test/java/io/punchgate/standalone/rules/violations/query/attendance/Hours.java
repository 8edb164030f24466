package io.punchgate.standalone.rules.violations.query.attendance;

/** A type of one feature. */
public record Hours(int count) {}
