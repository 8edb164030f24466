package io.punchgate.command.address;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A block of IPv4 or IPv6 addresses such as {@code 10.1.0.0/16} or {@code fc00::/7}. No name server is ever asked.
 *
 * <p>By hand, because matching is the smaller part: what counts is the strict reading of operators' texts and of addresses, for
 * which a library would need as many lines of settings.
 */
public final class CidrBlock {

    private static final String BYTE = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern IPV4 = Pattern.compile(BYTE + "(?:\\." + BYTE + "){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
    private static final Pattern PREFIX = Pattern.compile("[0-9]{1,3}");

    private final byte[] network;
    private final int prefixBits;

    private CidrBlock(byte[] network, int prefixBits) {
        this.network = network;
        this.prefixBits = prefixBits;
    }

    /**
     * Reads a block; a bare address is the block of that one address.
     *
     * @throws IllegalArgumentException where it is none
     */
    public static CidrBlock parse(String text) {
        @Nullable CidrBlock block = read(text);
        if (block == null) {
            throw new IllegalArgumentException("not an address block: " + text);
        }
        return block;
    }

    /** True if it is a block with a prefix, such as {@code 10.1.0.0/16}. */
    public static boolean isBlock(String text) {
        return text.indexOf('/') >= 0 && read(text) != null;
    }

    /** True if the address lies in the block; false where either of them cannot be read. */
    public static boolean contains(String block, String address) {
        @Nullable CidrBlock read = read(block);
        byte @Nullable [] bytes = bytes(address);
        return read != null && bytes != null && read.contains(bytes);
    }

    /** True if the address, four or sixteen bytes, lies in the block. */
    public boolean contains(byte[] address) {
        if (address.length != network.length) {
            return false;
        }
        for (int bit = 0; bit < prefixBits; bit++) {
            int mask = 0x80 >> (bit % Byte.SIZE);
            if (((network[bit / Byte.SIZE] ^ address[bit / Byte.SIZE]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable CidrBlock read(String text) {
        int slash = text.indexOf('/');
        byte @Nullable [] network = bytes(slash < 0 ? text : text.substring(0, slash));
        if (network == null) {
            return null;
        }
        int bitsMax = Byte.SIZE * network.length;
        int bits = slash < 0 ? bitsMax : prefix(text.substring(slash + 1).strip());
        return bits < 0 || bits > bitsMax ? null : new CidrBlock(network, bits);
    }

    private static int prefix(String text) {
        return PREFIX.matcher(text).matches() ? Integer.parseInt(text) : -1;
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
