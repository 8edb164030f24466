package io.punchgate.query.stream;

import io.punchgate.runtime.access.ReadLimits;
import io.punchgate.runtime.wait.Polling;
import io.punchgate.runtime.wait.StandStill;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The threads of all streams of a process: a few that write to connections, a few that read pages, and a virtual one for each page
 * that awaits its turn with the other reads of its customer. Pages are not read on virtual threads, which give their processor up only
 * where they wait.
 */
@Component
final class StreamWork implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StreamWork.class);
    private static final int WRITERS_MAX = 4;
    private static final Duration READ_AGAIN_AFTER = Duration.ofSeconds(1);

    private final StandStill standStill = new StandStill(LOG, "streams");

    private final ExecutorService writers = Executors.newFixedThreadPool(
            Math.min(WRITERS_MAX, Runtime.getRuntime().availableProcessors()),
            Thread.ofPlatform().daemon().name("stream-writer-", 0).factory());
    private final ExecutorService readers = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("stream-reader-", 0).factory());
    private final ExecutorService pageReaders;
    private final ReadLimits limits;
    private final PastEvents past;
    private final Semaphore pages;
    private final Duration unreadMax;

    StreamWork(ReadLimits limits, PastEvents past, StreamSettings settings) {
        this.limits = limits;
        this.past = past;
        this.unreadMax = settings.unreadMax();
        this.pages = new Semaphore(settings.pagesAtOnceMax(), true);
        this.pageReaders = Executors.newFixedThreadPool(
                settings.pagesAtOnceMax(),
                Thread.ofPlatform().daemon().name("stream-page-", 0).factory());
    }

    /** Writes to a connection, which never waits. */
    void write(Runnable writing) {
        writers.execute(writing);
    }

    /** The readers of the log for streams, each of which can stand by itself. */
    StandStill standStill() {
        return standStill;
    }

    /**
     * Reads a page for a listener, and gives it to it. While it cannot be read it is tried again, and in the end the stream is ended:
     * a client that comes back sees that something is wrong, and may find a process that can read on.
     */
    void read(Listener listener, Feed.Wanted wanted) {
        readers.execute(() -> {
            long giveUpAt = System.nanoTime() + unreadMax.toNanos();
            while (!listener.isEnded() && !isRead(listener, wanted)) {
                if (System.nanoTime() - giveUpAt > 0) {
                    listener.end();
                    break;
                }
                Polling.rest(READ_AGAIN_AFTER);
            }
            standStill.goesOn(listener);
        });
    }

    private boolean isRead(Listener listener, Feed.Wanted wanted) {
        try {
            listener.take(page(listener, wanted));
            return true;
        } catch (RuntimeException e) {
            standStill.stands(listener, e);
            return false;
        }
    }

    private PastEvents.Page page(Listener listener, Feed.Wanted wanted) {
        ReadLimits.Permit turn = limits.turn(listener.holder());
        try {
            pages.acquireUninterruptibly();
            try {
                return CompletableFuture.supplyAsync(
                                () -> past.read(wanted.filter(), wanted.reader(), wanted.place(), wanted.upTo()),
                                pageReaders)
                        .join();
            } finally {
                pages.release();
            }
        } finally {
            turn.close();
        }
    }

    @Override
    public void close() {
        readers.shutdownNow();
        pageReaders.shutdown();
        writers.shutdown();
    }
}
