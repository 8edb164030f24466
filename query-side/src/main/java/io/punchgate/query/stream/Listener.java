package io.punchgate.query.stream;

import io.punchgate.runtime.access.Caller;
import io.punchgate.runtime.web.AnswerEnd;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An open stream. It has no thread: it writes when there is something and its connection takes it, and keeps what it did not
 * write where it is kept for all. Whoever has something for it calls {@link #wake}.
 */
final class Listener implements WriteListener {

    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);

    private static final int CHUNK_BYTES = 16 * 1024;
    /** Chunks that one listener writes before others have their turn. */
    private static final int CHUNKS_AT_ONCE_MAX = 32;

    private final Caller.KeyHolder holder;
    private final Feed feed;
    private final AsyncContext exchange;
    private final Outlet outlet;
    private final StreamSettings settings;
    private final Comments comments;
    private final StreamWork work;
    private final Consumer<Listener> whenEnded;
    private final AtomicBoolean awake = new AtomicBoolean();
    private final ReentrantLock lock = new ReentrantLock();
    private boolean reading;
    private volatile boolean ended;
    private volatile boolean begun;
    private volatile boolean ending;

    /**
     * A listener.
     *
     * @param whenEnded called once, when it is no more
     */
    Listener(
            Caller.KeyHolder holder,
            Feed feed,
            AsyncContext exchange,
            Outlet outlet,
            StreamSettings settings,
            StreamWork work,
            Consumer<Listener> whenEnded) {
        this.holder = holder;
        this.feed = feed;
        this.exchange = exchange;
        this.outlet = outlet;
        this.settings = settings;
        this.comments = new Comments(settings.commentEvery());
        this.work = work;
        this.whenEnded = whenEnded;
    }

    Caller.KeyHolder holder() {
        return holder;
    }

    boolean isEnded() {
        return ended;
    }

    /** It is told of its end, and begins once its connection takes something. */
    void begin(ServletOutputStream out) {
        exchange.addListener(new AnswerEnd(this::failed, this::ended));
        out.setWriteListener(this);
    }

    /** There may be something to write. */
    void wake() {
        if (begun && awake.compareAndSet(false, true)) {
            work.write(this::write);
        }
    }

    /** Ends the stream, at once or as soon as its connection has taken what was begun. */
    void end() {
        ending = true;
        wake();
    }

    /** Sends a comment where it is time, and ends a stream whose key has expired or whose connection takes nothing. */
    void watch(Instant now) {
        @Nullable Instant expiresAt = holder.expiresAt();
        if (expiresAt != null && !now.isBefore(expiresAt)) {
            end();
        } else if (outlet.isStalledFor(settings.stalledMax())) {
            outlet.disconnect();
        } else if (comments.isDue()) {
            wake();
        }
    }

    @Override
    public void onWritePossible() {
        begun = true;
        wake();
    }

    private void write() {
        awake.set(false);
        lock.lock();
        try {
            if (!ended) {
                writeWhatIsTaken();
            }
        } catch (IOException | RuntimeException e) {
            // Most are peers that are gone. All come back, and lose nothing.
            LOG.debug("a stream ends: {}", e.toString());
            end(outlet::disconnect);
        } finally {
            lock.unlock();
        }
    }

    private void writeWhatIsTaken() throws IOException {
        for (int chunks = 0; outlet.takesMore(); chunks++) {
            if (ending) {
                end(exchange::complete);
                return;
            }
            if (chunks == CHUNKS_AT_ONCE_MAX) {
                wake();
                return;
            }
            byte[] chunk = next();
            if (chunk.length == 0) {
                return;
            }
            outlet.write(chunk);
        }
        if (ending) {
            end(outlet::disconnect);
        }
    }

    private byte[] next() {
        ByteArrayOutputStream chunk = new ByteArrayOutputStream();
        if (comments.isDue()) {
            comments.add(chunk);
        }
        feed.fill(chunk, CHUNK_BYTES);
        if (feed.isBehind() && !reading) {
            reading = true;
            work.read(this, feed.wanted());
        }
        return chunk.toByteArray();
    }

    /** A page was read. */
    void take(PastEvents.Page page) {
        lock.lock();
        try {
            reading = false;
            feed.take(page);
        } finally {
            lock.unlock();
        }
        wake();
    }

    private void end(Runnable how) {
        ended = true;
        how.run();
    }

    /** Nobody writes any more once this returns: the container takes the connection back. */
    private void gone() {
        lock.lock();
        try {
            ended = true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void onError(Throwable failure) {
        gone();
    }

    private void failed() {
        gone();
        exchange.complete();
    }

    private void ended() {
        gone();
        whenEnded.accept(this);
    }
}
