package io.punchgate.command.delivery.store;

/** Identifies a device as that of a customer whom it belonged to before. */
public record FormerDevice(String customerId, String sn) {}
