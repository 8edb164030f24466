package io.punchgate.api.attendance;

/** The place of a punch's event: its position in the log, from 1. */
public record PunchPlace(long position) {}
