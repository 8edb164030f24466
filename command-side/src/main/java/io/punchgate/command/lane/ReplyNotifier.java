package io.punchgate.command.lane;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Tells callers what came of their commands. */
final class ReplyNotifier implements AutoCloseable {

    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("lane-results").factory());
    private final AtomicInteger untold = new AtomicInteger();

    /**
     * Tells the results of commands that are stored.
     *
     * @param beside whether the calling thread has something more urgent to do
     */
    void tell(List<WaitingCommand<?, ?>> commands, boolean beside) {
        if (!beside && untold.get() == 0) {
            commands.forEach(WaitingCommand::tellResult);
            return;
        }
        untold.incrementAndGet();
        thread.execute(() -> {
            try {
                commands.forEach(WaitingCommand::tellResult);
            } finally {
                untold.decrementAndGet();
            }
        });
    }

    /** Returns once all is told. */
    @Override
    public void close() {
        thread.close();
    }
}
