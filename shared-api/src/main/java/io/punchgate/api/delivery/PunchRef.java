package io.punchgate.api.delivery;

/**
 * A reference to a punch and to its event; or to a correction, which is pushed as a punch is.
 *
 * @param punchId the {@link io.punchgate.api.device.PushedEvent#pushedId}
 * @param sequence of its event in the device's stream
 */
public record PunchRef(String punchId, String sn, long sequence) {}
