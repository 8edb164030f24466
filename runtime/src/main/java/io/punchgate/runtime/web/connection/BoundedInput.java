package io.punchgate.runtime.web.connection;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.InputBuffer;
import org.apache.coyote.Request;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/** The body of a request, which must have come in a time that does not begin anew with each byte. */
final class BoundedInput implements InputBuffer {

    private final Request request;
    private final InputBuffer body;
    private final long bodyNanos;
    private @Nullable SocketWrapperBase<?> connection;
    private long endNanos;
    private long silenceNanosMax;
    private boolean broken;

    BoundedInput(Request request, InputBuffer body, Duration bodyTime) {
        this.request = request;
        this.body = body;
        this.bodyNanos = bodyTime.toNanos();
    }

    void of(SocketWrapperBase<?> current) {
        connection = current;
    }

    /** The headers have ended: the time of the body begins. */
    void begin() {
        broken = false;
        allow(bodyNanos, bodyNanos);
    }

    /** Allows so much time from now on, and so much without a byte. */
    void allow(long nanos, long silenceNanos) {
        endNanos = System.nanoTime() + nanos;
        silenceNanosMax = silenceNanos;
    }

    @Override
    public int doRead(ApplicationBufferHandler handler) throws IOException {
        try {
            limitTheWait();
            return body.doRead(handler);
        } catch (IOException e) {
            broken = true;
            throw e;
        }
    }

    private void limitTheWait() throws SocketTimeoutException {
        if (connection == null || !mayWait()) {
            return;
        }
        long left = Math.min(endNanos - System.nanoTime(), silenceNanosMax);
        if (left <= 0) {
            throw new SocketTimeoutException("the body did not come in time");
        }
        connection.setReadTimeout(Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)));
    }

    /** Tells whether the body did not come, or not in time. */
    boolean isBroken() {
        return broken;
    }

    /** Tells whether the next read may ask the network: not where all that was announced has come. */
    private boolean mayWait() {
        long announced = request.getContentLengthLong();
        return announced < 0 || request.getBytesRead() < announced;
    }

    @Override
    public int available() {
        return body.available();
    }
}
