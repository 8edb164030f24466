package io.punchgate.command.delivery.store;

/** Identifies a line: a device's punches for one customer. A device that changes hands gets another line. */
public record LineKey(String customerId, String sn) {}
