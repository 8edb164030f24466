package io.punchgate.command.delivery.webhook;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.impl.io.DefaultManagedHttpClientConnection;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.SocketHolder;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * A connection that is kept between pushes. Before a request is written nothing may be readable on it: what is would be taken
 * for the answer to that request, and the punch count as delivered. Looking costs one system call and does not wait.
 */
final class KeptConnection extends DefaultManagedHttpClientConnection {

    private static final int REQUEST_TIMEOUT = 408;
    /** A kept connection that ends so soon after a request ended before the server saw it. */
    private static final long CLOSED_BEFORE_MAX_NANOS = Duration.ofSeconds(1).toNanos();

    private static final Timeout UNUSED = Timeout.ofMilliseconds(1);

    private boolean onlyBuffered;
    private int requests;
    private long sentNanos;

    KeptConnection(Http1Config config) {
        super(null, null, null, config, null, null, null, null);
    }

    /** A request did not reach the server, as its kept connection had ended: it may go out on another at once. */
    static final class Unsent extends IOException {
        private static final long serialVersionUID = 1L;

        Unsent(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    @Override
    public void bind(Socket socket) throws IOException {
        bind(new Holder(socket));
    }

    @Override
    public void bind(SSLSocket sslSocket, Socket socket) throws IOException {
        bind(new Holder(sslSocket, socket));
    }

    /** Tells whether the connection has ended, or anything is readable on it; a reset is found by the look itself. */
    @Override
    public boolean isStale() {
        try {
            return !isOpen() || isAnythingBuffered() || isAnythingReadable();
        } catch (IOException ended) {
            return true;
        }
    }

    private boolean isAnythingBuffered() throws IOException {
        onlyBuffered = true;
        try {
            return isDataAvailable(UNUSED);
        } finally {
            onlyBuffered = false;
        }
    }

    /** A byte that is read here is lost, but then the connection is given up anyway. */
    private boolean isAnythingReadable() throws IOException {
        @Nullable SocketHolder holder = getSocketHolder();
        if (holder == null
                || (holder.getSSLSocket() != null && holder.getInputStream().available() > 0)) {
            return true;
        }
        SocketChannel channel = holder.getBaseSocket().getChannel();
        channel.configureBlocking(false);
        try {
            return channel.read(ByteBuffer.allocate(1)) != 0;
        } finally {
            channel.configureBlocking(true);
        }
    }

    @Override
    public void sendRequestHeader(ClassicHttpRequest request) throws HttpException, IOException {
        requests++;
        super.sendRequestHeader(request);
    }

    @Override
    public void flush() throws IOException {
        sentNanos = System.nanoTime();
        try {
            super.flush();
        } catch (IOException e) {
            throw isKept() ? new Unsent("the request could not be written", e) : e;
        }
    }

    @Override
    public ClassicHttpResponse receiveResponseHeader() throws HttpException, IOException {
        ClassicHttpResponse response;
        try {
            response = super.receiveResponseHeader();
        } catch (NoHttpResponseException | SocketException e) {
            boolean soon = System.nanoTime() - sentNanos < CLOSED_BEFORE_MAX_NANOS;
            throw isKept() && soon ? new Unsent("the kept connection had ended", e) : e;
        }
        if (isKept() && response.getCode() == REQUEST_TIMEOUT) {
            throw new Unsent("the server had waited too long for a request", null);
        }
        return response;
    }

    private boolean isKept() {
        return requests > 1;
    }

    private final class Holder extends SocketHolder {

        Holder(Socket socket) {
            super(socket);
        }

        Holder(SSLSocket sslSocket, Socket socket) {
            super(sslSocket, socket);
        }

        @Override
        protected InputStream getInputStream(Socket socket) throws IOException {
            return new Input(super.getInputStream(socket));
        }
    }

    /** Does not read where only what is buffered already is asked for. */
    private final class Input extends FilterInputStream {

        Input(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            checkAsked();
            return super.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            checkAsked();
            return super.read(bytes, offset, length);
        }

        private void checkAsked() throws SocketTimeoutException {
            if (onlyBuffered) {
                throw new NothingBuffered();
            }
        }
    }

    /** Without a stack trace: it is thrown before each request. */
    private static final class NothingBuffered extends SocketTimeoutException {
        private static final long serialVersionUID = 1L;

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }
}
