package io.punchgate.query.stream.event;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map that keeps so many entries, and forgets the oldest. */
final class Recent<K, V> extends LinkedHashMap<K, V> {

    private static final long serialVersionUID = 1L;

    private final int max;

    Recent(int max) {
        this.max = max;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > max;
    }
}
