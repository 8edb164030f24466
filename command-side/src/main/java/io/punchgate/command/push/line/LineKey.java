package io.punchgate.command.push.line;

/** A device's punches for one customer: a device that changes hands gets another line, and owes nothing to the first. */
record LineKey(String customerId, String sn) {}
