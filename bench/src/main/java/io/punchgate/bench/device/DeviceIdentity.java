package io.punchgate.bench.device;

/**
 * The serial number and secrets that registration gave a device.
 *
 * @param admsPath the secret path prefix of ADMS, such as {@code /d/abc}
 */
public record DeviceIdentity(String sn, String token, String admsPath) {}
