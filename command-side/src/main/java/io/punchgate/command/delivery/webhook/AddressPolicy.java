package io.punchgate.command.delivery.webhook;

import io.punchgate.command.address.CidrBlock;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The addresses that a callback may reach: public ones, and those that the operator allows. Without it a customer could
 * make this process call internal servers (server-side request forgery).
 */
public final class AddressPolicy {

    /** IANA's special-purpose registries, multicast included. */
    private static final List<CidrBlock> NOT_PUBLIC = blocks(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4",
            "::/128",
            "::1/128",
            "::/96",
            "::ffff:0:0:0/96",
            "64:ff9b:1::/48",
            "100::/64",
            "100:0:0:1::/64",
            "2001:2::/48",
            "2001:10::/28",
            "2001:20::/28",
            "2001:db8::/32",
            "3fff::/20",
            "5f00::/16",
            "fc00::/7",
            "fe80::/10",
            "fec0::/10",
            "ff00::/8");

    private static final CidrBlock NAT64 = CidrBlock.parse("64:ff9b::/96");
    private static final CidrBlock SIX_TO_FOUR = CidrBlock.parse("2002::/16");
    private static final CidrBlock TEREDO = CidrBlock.parse("2001::/32");
    private static final List<CidrBlock> LOOPBACK = blocks("127.0.0.0/8", "::1/128");

    private final List<CidrBlock> allowed;

    private AddressPolicy(List<CidrBlock> allowed) {
        this.allowed = List.copyOf(allowed);
    }

    /**
     * A policy with exceptions.
     *
     * @param allowed CIDR blocks that may be reached although they are not public
     * @param loopback whether this machine may be reached too
     * @throws IllegalArgumentException if one of them is no block
     */
    public static AddressPolicy allowing(List<String> allowed, boolean loopback) {
        List<CidrBlock> blocks = new ArrayList<>(
                allowed.stream().filter(b -> !b.isBlank()).map(CidrBlock::parse).toList());
        if (loopback) {
            blocks.addAll(LOOPBACK);
        }
        return new AddressPolicy(blocks);
    }

    /** Tells whether a callback may reach that address. */
    boolean permits(InetAddress address) {
        return permits(address.getAddress());
    }

    private boolean permits(byte[] address) {
        if (allowed.stream().anyMatch(block -> block.contains(address))) {
            return true;
        }
        return NOT_PUBLIC.stream().noneMatch(block -> block.contains(address))
                && embedded(address).allMatch(this::permits);
    }

    /** The IPv4 addresses to which an IPv6 address is routed in the end. */
    private static Stream<byte[]> embedded(byte[] address) {
        if (NAT64.contains(address)) {
            return Stream.of(Arrays.copyOfRange(address, 12, 16));
        }
        if (SIX_TO_FOUR.contains(address)) {
            return Stream.of(Arrays.copyOfRange(address, 2, 6));
        }
        if (TEREDO.contains(address)) {
            byte[] client = Arrays.copyOfRange(address, 12, 16);
            for (int i = 0; i < client.length; i++) {
                client[i] = (byte) ~client[i];
            }
            return Stream.of(Arrays.copyOfRange(address, 4, 8), client);
        }
        return Stream.empty();
    }

    private static List<CidrBlock> blocks(String... texts) {
        return Arrays.stream(texts).map(CidrBlock::parse).toList();
    }

    /**
     * The addresses of a host, all of them permitted.
     *
     * @throws AddressRefused if any is not: a name that leads to both kinds is a trap
     */
    InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = InetAddress.getAllByName(host);
        for (InetAddress address : addresses) {
            if (!permits(address)) {
                throw new AddressRefused(address);
            }
        }
        return addresses;
    }

    /** The host has an address that a callback may not reach. */
    static final class AddressRefused extends UnknownHostException {
        private static final long serialVersionUID = 1L;

        AddressRefused(InetAddress address) {
            super("the callback's address " + address.getHostAddress() + " is not public, and not allowed");
        }
    }
}
