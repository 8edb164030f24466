package io.punchgate.command.delivery.http;

import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A channel that can be looked at between two requests. */
final class PushChannel extends NioSocketChannel {

    /** The findings of a look. */
    enum Look {
        QUIET,
        BYTES,
        ENDED
    }

    /** Looks at nothing but its end: right after a handshake, TLS servers send tickets, which are no answer. */
    Look lookAside() {
        return isActive() ? Look.QUIET : Look.ENDED;
    }

    /** One system call, which does not wait. A byte that is found is lost: the connection is to be given up then. */
    Look look() {
        try {
            int read = isActive() ? javaChannel().read(ByteBuffer.allocate(1)) : -1;
            return read == 0 ? Look.QUIET : read > 0 ? Look.BYTES : Look.ENDED;
        } catch (IOException ended) {
            return Look.ENDED;
        }
    }
}
