package io.punchgate.bench.load;

/** What a device shows with each request. */
public record DeviceKey(String sn, String token) {}
