package io.punchgate.runtime.log;

import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Turns keyset pages into a lazy stream: one page is in memory at a time. */
final class Pages {

    private Pages() {}

    /**
     * @param next the page after the given last element; null: the first page
     * @param isLast whether nothing follows a page
     * @param mapping from an element to what the stream gives
     */
    static <E, R> Stream<R> stream(Next<E> next, Predicate<List<E>> isLast, Function<E, R> mapping) {
        return StreamSupport.stream(new PageSpliterator<>(next, isLast), false).map(mapping);
    }

    /** Reads the page after an element. */
    @FunctionalInterface
    interface Next<E> {
        List<E> after(@Nullable E last);
    }

    private static final class PageSpliterator<E> extends Spliterators.AbstractSpliterator<E> {

        private final Next<E> next;
        private final Predicate<List<E>> isLast;
        private Iterator<E> page = List.<E>of().iterator();
        private @Nullable E last;
        private boolean finished;

        PageSpliterator(Next<E> next, Predicate<List<E>> isLast) {
            super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
            this.next = next;
            this.isLast = isLast;
        }

        @Override
        public boolean tryAdvance(Consumer<? super E> action) {
            if (!page.hasNext() && !finished) {
                List<E> fetched = next.after(last);
                finished = isLast.test(fetched);
                page = fetched.iterator();
            }
            if (!page.hasNext()) {
                return false;
            }
            E element = page.next();
            last = element;
            action.accept(element);
            return true;
        }
    }
}
