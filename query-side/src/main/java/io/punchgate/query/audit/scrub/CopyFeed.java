package io.punchgate.query.audit.scrub;

import io.punchgate.query.projection.Projection;
import io.punchgate.runtime.log.StoredEvent;
import io.punchgate.runtime.log.check.CheckedEvent;
import io.punchgate.runtime.log.check.CheckedWindow;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GenericTrackedEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Feeds copies of projections, each as far as its twin has come, without the events that were set aside for that. */
final class CopyFeed {

    /** As many events set aside of one read model may not be all. */
    private static final int SET_ASIDE_MAX = 100;

    private final JdbcClient jdbc;
    private final Map<String, Long> reached = new HashMap<>();
    private final Map<String, Set<String>> setAside = new HashMap<>();

    CopyFeed(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Tells whether it is known which events a projection did not take. */
    boolean knowsSetAside(Projection projection) {
        return setAside.computeIfAbsent(projection.name(), this::readSetAside).size() < SET_ASIDE_MAX;
    }

    private Set<String> readSetAside(String projection) {
        return new HashSet<>(jdbc.sql("select event_identifier from log.dead_letter where processing_group = ?")
                .param(projection)
                .query(String.class)
                .list());
    }

    /** The position up to which a copy has taken all events. */
    long reached(Projection projection) {
        return reached.getOrDefault(projection.name(), 0L);
    }

    /** Has a copy take a stretch, up to the position at which its twin is. */
    void take(Projection projection, CheckedWindow window, long served) {
        long before = reached(projection);
        long target = Math.min(served, window.last());
        if (target <= before) {
            return;
        }
        Set<String> without = setAside.computeIfAbsent(projection.name(), this::readSetAside);
        for (CheckedEvent each : window.events()) {
            @Nullable StoredEvent event = each.event();
            if (event != null
                    && each.position() > before
                    && each.position() <= target
                    && !without.contains(event.eventId())) {
                projection.take(message(event, each.position()));
            }
        }
        projection.flush();
        reached.put(projection.name(), target);
    }

    /** The event as a processor gets it. */
    private static TrackedEventMessage<?> message(StoredEvent event, long position) {
        return new GenericTrackedEventMessage<>(
                new GlobalSequenceTrackingToken(position),
                new GenericEventMessage<>(event.eventId(), event.payload(), MetaData.emptyInstance(), event.at()));
    }
}
