package io.punchgate.query.stream;

import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.time.Duration;

/** The connection of a listener, which is written to only while it takes something. One thread at a time writes. */
final class Outlet {

    private final ServletOutputStream out;
    private final Runnable disconnect;
    private boolean unflushed;
    /** Since when it takes nothing; 0: it takes what comes. */
    private volatile long stalledSinceNanos;

    /**
     * An outlet.
     *
     * @param disconnect ends the connection, whatever its peer still takes
     */
    Outlet(ServletOutputStream out, Runnable disconnect) {
        this.out = out;
        this.disconnect = disconnect;
    }

    /** Tells whether all was taken. If not, the container tells when more is. */
    boolean takesMore() throws IOException {
        while (out.isReady()) {
            stalledSinceNanos = 0;
            if (!unflushed) {
                return true;
            }
            unflushed = false;
            out.flush();
        }
        if (stalledSinceNanos == 0) {
            stalledSinceNanos = System.nanoTime();
        }
        return false;
    }

    /** Writes, after {@link #takesMore}. */
    void write(byte[] chunk) throws IOException {
        out.write(chunk);
        unflushed = true;
    }

    /** Tells whether it took nothing for longer than that. */
    boolean isStalledFor(Duration time) {
        long since = stalledSinceNanos;
        return since != 0 && System.nanoTime() - since > time.toNanos();
    }

    /** Ends the connection. */
    void disconnect() {
        disconnect.run();
    }
}
