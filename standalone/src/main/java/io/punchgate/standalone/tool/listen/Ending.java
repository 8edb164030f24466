package io.punchgate.standalone.tool.listen;

import io.punchgate.standalone.tool.ExitCode;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Makes Ctrl-C an end like any other: the tool's thread is interrupted, and the exit code is that of success, which a virtual
 * machine that is ended from outside does not have by itself.
 */
final class Ending {

    /** Nothing that an interrupted tool still does takes longer. */
    private static final Duration END_MAX = Duration.ofSeconds(2);

    private final Thread tool = Thread.currentThread();
    private final CountDownLatch ended = new CountDownLatch(1);

    private Ending() {}

    /** Of the thread that calls. */
    static Ending ofThisThread() {
        Ending ending = new Ending();
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("ctrl-c").unstarted(ending::end));
        return ending;
    }

    private void end() {
        if (ended.getCount() == 0) {
            return;
        }
        tool.interrupt();
        try {
            boolean unused = ended.await(END_MAX.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(ExitCode.DONE);
    }

    /** The tool has ended: if by itself, its own exit code counts. */
    void done() {
        ended.countDown();
    }
}
