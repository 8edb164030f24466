package io.punchgate.query.stream;

import io.punchgate.runtime.start.ShutdownOrder;
import io.punchgate.runtime.wait.Upkeep;
import java.time.Duration;
import java.util.List;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Watches the open streams, and ends them before the web server stops. */
@Component
final class StreamUpkeep implements SmartLifecycle {

    private static final Duration WATCHED_EVERY = Duration.ofSeconds(1);

    private final Streams streams;
    private final Listeners listeners;
    private final StreamSettings settings;
    private volatile List<Upkeep> upkeep = List.of();

    StreamUpkeep(Streams streams, Listeners listeners, StreamSettings settings) {
        this.streams = streams;
        this.listeners = listeners;
        this.settings = settings;
    }

    @Override
    public void start() {
        upkeep = List.of(
                Upkeep.begin("streams", WATCHED_EVERY, streams::watch),
                Upkeep.begin("stream-keys", settings.keyCheckEvery(), listeners::checkKeys));
    }

    @Override
    public void stop() {
        upkeep.forEach(Upkeep::close);
        upkeep = List.of();
        streams.end();
    }

    @Override
    public boolean isRunning() {
        return !upkeep.isEmpty();
    }

    @Override
    public int getPhase() {
        return ShutdownOrder.STREAMS.phase();
    }
}
