package io.punchgate.runtime.web.connection;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.Adapter;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * Reads requests within the times that they have in all. A request's headers are read as they come, by another call for each
 * part of them; between these calls no thread waits, and the connection's own time-out is set to the time that is left.
 */
final class BoundedProcessor extends Http11Processor {

    /** Reads of nothing but blank lines on a connection: some clients end a body with one that is none of it. */
    private static final int BLANK_READS_MAX = 8;

    /** Bytes looked at for a request line; fewer than the connection's buffer, which they go back to. */
    private static final int REQUEST_LINE_BYTES_MAX = 2_048;

    private final ByteBuffer start = ByteBuffer.allocate(REQUEST_LINE_BYTES_MAX);
    private final int keepAliveLeftMin;
    private final long headerNanos;
    private final UnfinishedHeaders unfinishedHeaders;
    private final BoundedBodies bodies;
    private volatile boolean readingHeaders;

    BoundedProcessor(
            AbstractHttp11Protocol<?> protocol,
            Adapter adapter,
            ConnectionLimits limits,
            UnfinishedHeaders unfinishedHeaders) {
        super(protocol, adapter);
        this.keepAliveLeftMin = protocol.getMaxKeepAliveRequests() - BLANK_READS_MAX;
        this.headerNanos = limits.headerTime().toNanos();
        this.unfinishedHeaders = unfinishedHeaders;
        BoundedInput input = new BoundedInput(request, request.getInputBuffer(), limits.bodyTime());
        this.bodies = new BoundedBodies(this, adapter, input);
        request.setInputBuffer(input);
    }

    static boolean isReadingHeaders(SocketWrapperBase<?> connection) {
        return connection.getCurrentProcessor() instanceof BoundedProcessor processor && processor.readingHeaders;
    }

    /** The peer's numeric address; empty where it is gone. */
    static String address(SocketWrapperBase<?> connection) {
        return Objects.requireNonNullElse(connection.getRemoteAddr(), "");
    }

    @Override
    public Adapter getAdapter() {
        return bodies;
    }

    @Override
    public SocketState service(SocketWrapperBase<?> connection) throws IOException {
        if (request.getStartTimeNanos() < 0) {
            readingHeaders = false; // It was of the connection that had this processor before.
        }
        if (!readingHeaders) {
            joinQuery(connection);
        }
        int served = bodies.begin(connection);
        SocketState state = super.service(connection);
        if (state == SocketState.LONG && !isAsync()) {
            return headersGoOn(connection) ? state : SocketState.CLOSED;
        }
        readingHeaders = false;
        boolean blank = state == SocketState.OPEN && bodies.served() == served;
        return blank && connection.decrementKeepAlive() < keepAliveLeftMin ? SocketState.CLOSED : state;
    }

    /** Mends a request line before it is read: Tomcat would take what follows a blank in the query for the protocol. */
    private void joinQuery(SocketWrapperBase<?> connection) throws IOException {
        start.clear();
        if (connection.read(false, start) > 0) {
            start.flip();
            RequestLine.joinQuery(start);
            connection.unRead(start);
        }
    }

    private boolean headersGoOn(SocketWrapperBase<?> connection) {
        if (!readingHeaders && !unfinishedHeaders.admits(address(connection))) {
            return false;
        }
        readingHeaders = true;
        long leftMillis =
                TimeUnit.NANOSECONDS.toMillis(headerNanos - (System.nanoTime() - request.getStartTimeNanos()));
        if (leftMillis <= 0) {
            return false;
        }
        connection.setReadTimeout(leftMillis);
        return true;
    }
}
