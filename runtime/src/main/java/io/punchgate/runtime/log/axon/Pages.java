package io.punchgate.runtime.log.axon;

import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Turns keyset pages into a lazy stream: one page is in memory at a time. */
final class Pages {

    private Pages() {}

    /**
     * @param next the page after the given last element; null: the first page
     * @param mapping from an element to what the stream gives
     */
    static <E, R> Stream<R> stream(Next<E> next, Function<E, R> mapping) {
        return StreamSupport.stream(new PageSpliterator<>(next), false).map(mapping);
    }

    /** Reads the page after an element. */
    @FunctionalInterface
    interface Next<E> {
        Page<E> after(@Nullable E last);
    }

    /** Some elements, and whether nothing follows them. */
    record Page<E>(List<E> elements, boolean isLast) {

        /** The page that an answer makes of a question for so many elements. */
        static <E> Page<E> of(List<E> elements, int asked) {
            return new Page<>(elements, elements.size() < asked);
        }
    }

    private static final class PageSpliterator<E> extends Spliterators.AbstractSpliterator<E> {

        private final Next<E> next;
        private Iterator<E> page = List.<E>of().iterator();
        private @Nullable E last;
        private boolean finished;

        PageSpliterator(Next<E> next) {
            super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
            this.next = next;
        }

        @Override
        public boolean tryAdvance(Consumer<? super E> action) {
            if (!page.hasNext() && !finished) {
                Page<E> fetched = next.after(last);
                finished = fetched.isLast();
                page = fetched.elements().iterator();
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
