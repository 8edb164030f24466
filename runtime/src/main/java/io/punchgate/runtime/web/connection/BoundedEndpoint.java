package io.punchgate.runtime.web.connection;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.LongAdder;
import org.apache.tomcat.util.net.NioEndpoint;
import org.jspecify.annotations.Nullable;

/** Closes a new connection at once whose address has too many. */
final class BoundedEndpoint extends NioEndpoint {

    private final LongAdder refused = new LongAdder();
    private final UnfinishedHeaders unfinishedHeaders = new UnfinishedHeaders(
            ConnectionLimits.STANDARD,
            () -> connections.values().stream()
                    .filter(BoundedProcessor::isReadingHeaders)
                    .map(BoundedProcessor::address));
    private final ConnectionsPerAddress addresses = new ConnectionsPerAddress(
            ConnectionLimits.STANDARD.perAddressMax(),
            () -> connections.keySet().stream().map(BoundedEndpoint::address));

    void limit(ConnectionLimits limits) {
        addresses.limit(limits.perAddressMax());
        unfinishedHeaders.limit(limits);
    }

    UnfinishedHeaders unfinishedHeaders() {
        return unfinishedHeaders;
    }

    long refusedConnections() {
        return refused.sum();
    }

    /** Called by the one thread that accepts connections. */
    @Override
    protected boolean setSocketOptions(SocketChannel socket) {
        if (addresses.admits(address(socket))) {
            return super.setSocketOptions(socket);
        }
        refused.increment();
        destroySocket(socket);
        return false;
    }

    /** The peer's numeric address; empty where it is gone. */
    private static String address(SocketChannel socket) {
        try {
            @Nullable SocketAddress peer = socket.getRemoteAddress();
            return peer instanceof InetSocketAddress internet && internet.getAddress() != null
                    ? internet.getAddress().getHostAddress()
                    : "";
        } catch (IOException closed) {
            return "";
        }
    }
}
