package io.punchgate.standalone.broker;

import java.time.Duration;

/** What a device wants to be published once its connection is lost. */
final class LastWill {

    private final String topic;
    private final byte[] payload;
    private final Duration delay;

    LastWill(String topic, byte[] payload, Duration delay) {
        this.topic = topic;
        this.payload = payload.clone();
        this.delay = delay;
    }

    String topic() {
        return topic;
    }

    byte[] payload() {
        return payload.clone();
    }

    /** How long the device has to come back before. */
    Duration delay() {
        return delay;
    }
}
