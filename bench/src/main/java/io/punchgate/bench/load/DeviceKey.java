package io.punchgate.bench.load;

/** The credentials that a device shows with each request. */
public record DeviceKey(String sn, String token) {}
