package io.punchgate.bench.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * A connection on loopback, kept until the server closes it. It waits for an answer without a time-out; {@link Load} closes
 * what hangs.
 */
final class Exchange implements AutoCloseable {

    private final int port;
    private final HttpMessage answer = new HttpMessage();
    private SocketChannel channel;

    Exchange(int port) throws IOException {
        this.port = port;
        this.channel = connect(port);
    }

    /** A connection to a port on loopback that sends at once what is written. */
    static SocketChannel connect(int port) throws IOException {
        SocketChannel channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        return channel;
    }

    /** Sends a request and gives the status of its answer. */
    int send(byte[] request, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(request, 0, length);
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        boolean whole = answer.readFrom(channel);
        while (!whole) {
            whole = answer.readFrom(channel);
        }
        if (answer.isLast()) {
            channel.close();
            channel = connect(port);
        }
        return answer.status();
    }

    /** Tells whether the last answer had a header of that name, in lower case. */
    boolean hasHeader(String name) {
        return answer.hasHeader(name);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
