package io.punchgate.api.delivery;

/**
 * The punch that a delivery is about, and where its event is found.
 *
 * @param sequence of its event in the device's stream
 */
public record PunchRef(String punchId, String sn, long sequence) {}
