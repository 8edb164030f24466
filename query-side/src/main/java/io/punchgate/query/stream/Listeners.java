package io.punchgate.query.stream;

import io.punchgate.runtime.access.ApiKeys;
import io.punchgate.runtime.access.Caller;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The open streams of a process, by customer. */
@Component
final class Listeners implements Tail.Told {

    private final Map<String, Set<Listener>> open = new ConcurrentHashMap<>();
    private final ApiKeys keys;

    Listeners(ApiKeys keys) {
        this.keys = keys;
    }

    void add(Listener listener) {
        open.compute(listener.holder().customerId(), (same, known) -> {
            Set<Listener> of = known == null ? ConcurrentHashMap.newKeySet() : known;
            of.add(listener);
            return of;
        });
    }

    void remove(Listener listener) {
        open.computeIfPresent(listener.holder().customerId(), (same, of) -> {
            of.remove(listener);
            return of.isEmpty() ? null : of;
        });
    }

    Stream<Listener> all() {
        return open.values().stream().flatMap(Set::stream);
    }

    private Stream<Listener> of(String customerId) {
        return open.getOrDefault(customerId, Set.of()).stream();
    }

    /** Ends the streams of keys that are no good any more. */
    void checkKeys() {
        Map<Caller.KeyHolder, List<Listener>> byKey = all().collect(Collectors.groupingBy(Listener::holder));
        byKey.forEach((holder, streams) -> {
            if (!keys.isActive(holder)) {
                streams.forEach(Listener::end);
            }
        });
    }

    @Override
    public void added(Set<String> customerIds) {
        customerIds.forEach(customer -> of(customer).forEach(Listener::wake));
    }

    @Override
    public void revoked(String customerId, String keyId) {
        of(customerId)
                .filter(listener -> listener.holder().keyId().equals(keyId))
                .forEach(Listener::end);
    }

    @Override
    public void standStill() {
        all().forEach(Listener::end);
    }
}
