package io.punchgate.command.gateway.servlet;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * HTTP/1.1 of devices, some of which write blanks into the query of their address as they are: {@code INFO=Ver 8.0}. Tomcat's
 * own reader takes what follows the first blank for the protocol, and refuses the request before any servlet sees it.
 */
public final class LenientHttpProtocol extends Http11NioProtocol {

    @Override
    protected Processor createProcessor() {
        return new LenientProcessor(this);
    }

    private static final class LenientProcessor extends Http11Processor {

        /** Bytes looked at, smaller than the socket's buffer, which they go back to. */
        private static final int REQUEST_LINE_BYTES_MAX = 2_048;

        private final ByteBuffer start = ByteBuffer.allocate(REQUEST_LINE_BYTES_MAX);

        LenientProcessor(LenientHttpProtocol protocol) {
            super(protocol, protocol.getAdapter());
        }

        @Override
        public SocketState service(SocketWrapperBase<?> socket) throws IOException {
            start.clear();
            if (socket.read(false, start) > 0) {
                start.flip();
                RequestLine.joinQuery(start);
                socket.unRead(start);
            }
            return super.service(socket);
        }
    }
}
