package io.punchgate.command.gateway.socket;

import io.netty.channel.Channel;
import java.net.InetSocketAddress;

/** The address at the other end of a connection. */
public final class PeerAddress {

    private PeerAddress() {}

    /** The peer's numeric address, or empty where it is gone. */
    public static String of(Channel channel) {
        return channel.remoteAddress() instanceof InetSocketAddress address
                ? address.getAddress().getHostAddress()
                : "";
    }
}
