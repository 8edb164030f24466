package io.punchgate.command.delivery.store;

/** A device's punches for one customer: a device that changes hands gets another line, and owes nothing to the first. */
public record LineKey(String customerId, String sn) {}
