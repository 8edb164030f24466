package io.punchgate.command.gateway.anviz;

/** CRC-16/MCRF4XX: polynomial 0x8408 reflected, from 0xFFFF, without a final exclusive or. */
final class Checksum {

    private static final int POLYNOMIAL = 0x8408;
    private static final int INITIAL = 0xFFFF;

    private Checksum() {}

    /** The checksum of the first bytes. */
    static int of(byte[] bytes, int length) {
        int crc = INITIAL;
        for (int n = 0; n < length; n++) {
            crc ^= bytes[n] & 0xFF;
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                crc = (crc & 1) == 0 ? crc >>> 1 : (crc >>> 1) ^ POLYNOMIAL;
            }
        }
        return crc;
    }
}
