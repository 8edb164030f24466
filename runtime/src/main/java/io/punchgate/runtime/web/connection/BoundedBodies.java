package io.punchgate.runtime.web.connection;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.coyote.ActionCode;
import org.apache.coyote.Adapter;
import org.apache.coyote.Processor;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * Begins the time of a request's body, and after the answer reads what nobody asked for: closing the connection under its
 * sender would lose the answer. That takes little time, for the answer is there.
 */
final class BoundedBodies implements Adapter {

    /** Bytes that are read after the answer. */
    private static final long UNREAD_BYTES_MAX = 16L * 1024 * 1024;

    private static final long UNREAD_NANOS_MAX = Duration.ofSeconds(10).toNanos();
    private static final long UNREAD_SILENCE_NANOS_MAX = Duration.ofSeconds(2).toNanos();

    private final Processor processor;
    private final Adapter container;
    private final BoundedInput input;
    private int served;

    BoundedBodies(Processor processor, Adapter container, BoundedInput input) {
        this.processor = processor;
        this.container = container;
        this.input = input;
    }

    /** A connection's next requests are read. Returns the number of requests so far, of whatever connection. */
    int begin(SocketWrapperBase<?> connection) {
        input.of(connection);
        return served;
    }

    int served() {
        return served;
    }

    @Override
    public void service(Request request, Response response) throws Exception {
        served++;
        input.begin();
        container.service(request, response);
        if (input.isBroken()) {
            response.action(ActionCode.CLOSE_NOW, null);
        } else if (!processor.isAsync() && isWorthReading(request, response)) {
            input.allow(UNREAD_NANOS_MAX, UNREAD_SILENCE_NANOS_MAX);
            readRest(request, response);
        }
    }

    /** Not where the sender waits to be asked for its body, or nothing can be said to it any more. */
    private static boolean isWorthReading(Request request, Response response) {
        if (!mayBeUnread(request) || (request.hasExpectation() && request.getBytesRead() == 0)) {
            return false;
        }
        AtomicBoolean open = new AtomicBoolean();
        response.action(ActionCode.IS_IO_ALLOWED, open);
        return open.get();
    }

    private static boolean mayBeUnread(Request request) {
        long announced = request.getContentLengthLong();
        return announced < 0
                ? request.getMimeHeaders().getValue("transfer-encoding") != null
                : request.getBytesRead() < announced;
    }

    private static void readRest(Request request, Response response) {
        Discarded discarded = new Discarded();
        long left = UNREAD_BYTES_MAX;
        try {
            for (int read = request.doRead(discarded); read >= 0; read = request.doRead(discarded)) {
                left -= read;
                if (left < 0) {
                    response.action(ActionCode.CLOSE_NOW, null);
                    return;
                }
            }
        } catch (IOException e) {
            response.action(ActionCode.CLOSE_NOW, e);
        }
    }

    @Override
    public boolean prepare(Request request, Response response) throws Exception {
        return container.prepare(request, response);
    }

    @Override
    public boolean asyncDispatch(Request request, Response response, SocketEvent status) throws Exception {
        return container.asyncDispatch(request, response, status);
    }

    @Override
    public void log(Request request, Response response, long time) {
        container.log(request, response, time);
    }

    @Override
    public void checkRecycled(Request request, Response response) {
        container.checkRecycled(request, response);
    }

    @Override
    public String getDomain() {
        return container.getDomain();
    }

    /** Takes what is read, and keeps none of it. */
    private static final class Discarded implements ApplicationBufferHandler {

        private @Nullable ByteBuffer latest;

        @Override
        public void setByteBuffer(ByteBuffer buffer) {
            latest = buffer;
        }

        @Override
        public @Nullable ByteBuffer getByteBuffer() {
            return latest;
        }

        @Override
        public void expand(int size) {
            // What is read is never put anywhere.
        }
    }
}
