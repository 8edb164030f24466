package io.punchgate.api.delivery;

/**
 * A reference to a punch and to its event.
 *
 * @param sequence of its event in the device's stream
 */
public record PunchRef(String punchId, String sn, long sequence) {}
