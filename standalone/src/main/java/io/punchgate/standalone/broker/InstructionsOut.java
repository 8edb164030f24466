package io.punchgate.standalone.broker;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The instructions that devices have not acknowledged. They were handed out for good, so they are kept for the next connection,
 * whatever session it asks for; within a session the broker itself sends them again.
 */
final class InstructionsOut {

    /** Instructions that wait for one device. */
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

    /**
     * The instructions of one device, in the order in which they were published, which is the order in which MQTT acknowledges
     * them.
     */
    static final class Waiting {

        private final Deque<byte[]> instructions = new ArrayDeque<>();

        synchronized boolean hasRoom() {
            return instructions.size() < WAITING_MAX;
        }

        /** Adds one; false if there was no room for it. */
        synchronized boolean add(byte[] instruction) {
            return hasRoom() && instructions.add(instruction);
        }

        synchronized void acknowledged() {
            instructions.poll();
        }

        synchronized List<byte[]> all() {
            return List.copyOf(instructions);
        }
    }
}
