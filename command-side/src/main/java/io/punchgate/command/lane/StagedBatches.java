package io.punchgate.command.lane;

import io.punchgate.runtime.log.StagedAppend;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The batches that are decided and not stored: the one that is being written, and the one that gathers meanwhile. */
final class StagedBatches {

    private static final int COMMANDS_MAX = 512;

    /** Commands, and what they appended. */
    record Batch(StagedAppend append, List<WaitingCommand<?, ?>> commands) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition toWrite = lock.newCondition();
    private final Condition empty = lock.newCondition();
    private @Nullable Batch gathering;
    private boolean writing;
    private boolean closed;

    boolean hasRoomFor(int commands) {
        lock.lock();
        try {
            return gathering == null || gathering.commands().size() + commands <= COMMANDS_MAX;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Adds a batch that begins where all before it end.
     *
     * @param mine whether the caller will write it, if nothing else is being written: nobody is woken then
     * @return the batch that the caller is to write, {@link #written} to follow; or null
     */
    @Nullable
    Batch add(StagedAppend append, List<WaitingCommand<?, ?>> commands, boolean mine) {
        lock.lock();
        try {
            if (gathering == null) {
                gathering = new Batch(append, new ArrayList<>(commands));
            } else {
                gathering.append().add(append);
                gathering.commands().addAll(commands);
            }
            if (mine && !writing) {
                return take();
            }
            if (!writing) {
                toWrite.signal();
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a batch to be written; null once this is closed. {@link #written} must follow. */
    @Nullable
    Batch awaitNext() {
        lock.lock();
        try {
            while (!closed && (writing || gathering == null)) {
                toWrite.awaitUninterruptibly();
            }
            return take();
        } finally {
            lock.unlock();
        }
    }

    /** The batch that gathered, which is not to be written; null if there is none. */
    @Nullable
    Batch takeBack() {
        lock.lock();
        try {
            Batch taken = gathering;
            gathering = null;
            return taken;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Batch take() {
        Batch taken = gathering;
        gathering = null;
        writing = taken != null;
        return taken;
    }

    /** Ends the writing of the batch that was taken. Returns whether there is more to be written. */
    boolean written() {
        lock.lock();
        try {
            writing = false;
            boolean more = gathering != null;
            (more ? toWrite : empty).signalAll();
            return more;
        } finally {
            lock.unlock();
        }
    }

    boolean isEmpty() {
        lock.lock();
        try {
            return !writing && gathering == null;
        } finally {
            lock.unlock();
        }
    }

    void awaitEmpty() {
        lock.lock();
        try {
            while (writing || gathering != null) {
                empty.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            toWrite.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
