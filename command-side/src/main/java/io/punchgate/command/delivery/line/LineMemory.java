package io.punchgate.command.delivery.line;

import io.punchgate.command.delivery.store.QueuedPunch;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The next punches of a line; those behind them are read from the store when their turn comes. Not safe for threads. */
final class LineMemory {

    /** Punches in memory, and in a page that is read from the store. */
    static final int PUNCHES_MAX = 64;

    private final Deque<QueuedPunch> punches = new ArrayDeque<>();
    private final LineFilters filters;
    /** The sequence up to which the line's punches are in memory, or behind. */
    private long read;

    private boolean moreInStore;

    LineMemory(LineFilters filters, long read, boolean moreInStore) {
        this.filters = filters;
        this.read = read;
        this.moreInStore = moreInStore;
    }

    /** Puts a punch at the end. */
    void add(QueuedPunch punch) {
        if (!moreInStore && punches.size() < PUNCHES_MAX) {
            punches.add(punch);
            read = punch.sequence();
        } else {
            moreInStore = true;
        }
    }

    /** The first ones, at most so many. */
    List<QueuedPunch> first(int max) {
        if (max == 1) {
            return punches.isEmpty() ? List.of() : List.of(punches.element());
        }
        return punches.stream().limit(max).toList();
    }

    /** The number of punches to be sent, at most so many, as far as it is known without reading. */
    int ready(int max) {
        return moreInStore ? max : Math.min(max, punches.size());
    }

    @Nullable
    QueuedPunch first() {
        return punches.peek();
    }

    int size() {
        return punches.size();
    }

    /** Tells whether there is any punch, here or in the store. */
    boolean hasMore() {
        return !punches.isEmpty() || moreInStore;
    }

    /** Tells whether a page must be read first, for so many punches. */
    boolean mustRead(int wanted) {
        return punches.size() < wanted && moreInStore;
    }

    /** The sequence from which on punches are to be read. */
    long readFrom() {
        return read + 1;
    }

    /**
     * Takes punches that were read from the store.
     *
     * @param to the sequence up to which was asked
     * @param cursor the sequence of the last one that is settled: events may have settled some while they were read
     * @param handed the sequence of the last one that is to be pushed
     */
    void refill(List<QueuedPunch> page, long to, long cursor, long handed) {
        page.stream()
                .filter(punch -> punch.sequence() > cursor && filters.wanted(punch))
                .forEach(punches::add);
        boolean complete = page.size() < PUNCHES_MAX;
        read = Math.max(read, complete ? to : page.getLast().sequence());
        moreInStore = !complete || handed > to;
    }

    /** Drops the punches up to that sequence. */
    void passed(long sequence) {
        read = Math.max(read, sequence);
        while (!punches.isEmpty() && punches.peek().sequence() <= sequence) {
            punches.remove();
        }
    }
}
