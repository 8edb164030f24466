package io.punchgate.command.device;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A block of IPv4 or IPv6 addresses such as {@code 10.1.0.0/16}. It never asks a name server. */
final class CidrBlock {

    private static final String BYTE = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern IPV4 = Pattern.compile(BYTE + "(?:\\." + BYTE + "){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
    private static final Pattern PREFIX = Pattern.compile("[0-9]{1,3}");

    private CidrBlock() {}

    /** Whether the address lies in the block; false where either of them cannot be read. */
    static boolean contains(String block, String address) {
        int slash = block.indexOf('/');
        byte @Nullable [] network = bytes(slash < 0 ? block : block.substring(0, slash));
        byte @Nullable [] asked = bytes(address);
        if (network == null || asked == null || network.length != asked.length) {
            return false;
        }
        int bits = slash < 0 ? Byte.SIZE * network.length : prefix(block.substring(slash + 1));
        return bits >= 0 && bits <= Byte.SIZE * network.length && startAlike(network, asked, bits);
    }

    private static int prefix(String text) {
        return PREFIX.matcher(text).matches() ? Integer.parseInt(text) : -1;
    }

    private static boolean startAlike(byte[] network, byte[] asked, int bits) {
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % Byte.SIZE);
            if (((network[bit / Byte.SIZE] ^ asked[bit / Byte.SIZE]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    /** The address's bytes; an IPv4 address written as IPv6 counts as IPv4. */
    private static byte @Nullable [] bytes(String text) {
        int scope = text.indexOf('%');
        String bare = (scope < 0 ? text : text.substring(0, scope)).strip();
        if (!IPV4.matcher(bare).matches() && !IPV6.matcher(bare).matches()) {
            return null;
        }
        try {
            return InetAddress.getByName(bare).getAddress();
        } catch (UnknownHostException e) {
            return null;
        }
    }
}
