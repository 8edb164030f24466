package io.punchgate.command.gateway.aiface;

import io.netty.channel.Channel;
import java.net.InetSocketAddress;

/** Where a connection comes from. */
final class Addresses {

    private Addresses() {}

    /** The peer's numeric address, or empty where it is gone. */
    static String of(Channel channel) {
        return channel.remoteAddress() instanceof InetSocketAddress address
                ? address.getAddress().getHostAddress()
                : "";
    }
}
