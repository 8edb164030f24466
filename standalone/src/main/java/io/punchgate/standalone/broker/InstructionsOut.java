package io.punchgate.standalone.broker;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The commands that devices have not acknowledged. They were handed out for good, so they are kept for the next connection,
 * whatever session it asks for; within a session the broker itself sends them again.
 */
final class InstructionsOut {

    /** Commands that wait for one device. */
    static final int WAITING_MAX = 1_000;

    private static final int DEVICES_MAX = 100_000;
    private static final Duration KEPT_FOR = Duration.ofHours(25);

    private final Cache<String, Waiting> waiting = Caffeine.newBuilder()
            .maximumSize(DEVICES_MAX)
            .expireAfterAccess(KEPT_FOR)
            .build();

    Waiting of(String sn) {
        return waiting.get(sn, key -> new Waiting());
    }

    /** Of one device, in the order in which they were published, which is the order in which MQTT acknowledges them. */
    static final class Waiting {

        private final Deque<byte[]> commands = new ArrayDeque<>();

        synchronized boolean hasRoom() {
            return commands.size() < WAITING_MAX;
        }

        /** Whether there was room for it. */
        synchronized boolean add(byte[] command) {
            return hasRoom() && commands.add(command);
        }

        synchronized void acknowledged() {
            commands.poll();
        }

        synchronized List<byte[]> all() {
            return List.copyOf(commands);
        }
    }
}
