package io.punchgate.command.push.courier;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** A block of IP addresses, such as {@code 10.0.0.0/8} or {@code fc00::/7}. */
final class CidrBlock {

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
    static CidrBlock parse(String text) {
        int slash = text.indexOf('/');
        String address = (slash < 0 ? text : text.substring(0, slash)).strip();
        if (!address.matches("[0-9.]+|[0-9a-fA-F:.]+")) {
            throw new IllegalArgumentException("not an address block: " + text);
        }
        try {
            byte[] network = InetAddress.getByName(address).getAddress();
            int bits = slash < 0
                    ? network.length * 8
                    : Integer.parseInt(text.substring(slash + 1).strip());
            if (bits < 0 || bits > network.length * 8) {
                throw new IllegalArgumentException("not an address block: " + text);
            }
            return new CidrBlock(network, bits);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not an address block: " + text, e);
        }
    }

    /** Whether the address, four or sixteen bytes, lies in the block. */
    boolean contains(byte[] address) {
        if (address.length != network.length) {
            return false;
        }
        for (int bit = 0; bit < prefixBits; bit++) {
            int mask = 0x80 >> (bit % 8);
            if ((address[bit / 8] & mask) != (network[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }
}
