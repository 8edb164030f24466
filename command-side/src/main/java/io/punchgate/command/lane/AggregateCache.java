package io.punchgate.command.lane;

import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.axonframework.common.Registration;
import org.axonframework.common.caching.Cache;
import org.jspecify.annotations.Nullable;

/**
 * A bounded cache of aggregates with strong references. Axon's cache with weak references forgets everything at each
 * garbage collection, and reloading costs more than remembering.
 */
public final class AggregateCache implements Cache {

    private final com.github.benmanes.caffeine.cache.Cache<Object, Object> aggregates;

    public AggregateCache(long aggregatesMax) {
        // On the caller's thread: handing its upkeep to another costs more than doing it.
        this.aggregates = Caffeine.newBuilder()
                .maximumSize(aggregatesMax)
                .executor(Runnable::run)
                .build();
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"
    }) // Axon puts and gets entries of one type under a key
    public <K, V> @Nullable V get(K key) {
        return (V) aggregates.getIfPresent(key);
    }

    @Override
    public void put(Object key, Object value) {
        aggregates.put(key, value);
    }

    @Override
    public boolean putIfAbsent(Object key, Object value) {
        return aggregates.asMap().putIfAbsent(key, value) == null;
    }

    @Override
    @SuppressWarnings("unchecked") // as above
    public <T> T computeIfAbsent(Object key, Supplier<T> valueSupplier) {
        return (T) aggregates.asMap().computeIfAbsent(key, absent -> valueSupplier.get());
    }

    @Override
    public boolean remove(Object key) {
        return aggregates.asMap().remove(key) != null;
    }

    @Override
    public void removeAll() {
        aggregates.invalidateAll();
    }

    @Override
    public boolean containsKey(Object key) {
        return aggregates.asMap().containsKey(key);
    }

    @Override
    @SuppressWarnings("unchecked") // as above
    public <V> void computeIfPresent(Object key, UnaryOperator<V> update) {
        Object updated = aggregates.asMap().computeIfPresent(key, (same, value) -> update.apply((V) value));
        if (updated == null) {
            aggregates.invalidate(key);
        }
    }

    /** No one listens to this cache: entries leave it silently. */
    @Override
    public Registration registerCacheEntryListener(EntryListener cacheEntryListener) {
        return () -> false;
    }
}
