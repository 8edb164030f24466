package io.punchgate.command.gateway.mqttface;

import io.punchgate.command.gateway.DecodedRow;

/** A message that a terminal publishes, read. Most of its numbers are texts. */
sealed interface FaceMessage {

    /** The terminal's id, which is its serial number here. */
    String id();

    /**
     * A record of its log.
     *
     * @param recordId what it is acknowledged by
     */
    record Recorded(String id, long recordId, DecodedRow row) implements FaceMessage {}

    /** It is back, and says so until that is acknowledged. */
    record Online(String id) implements FaceMessage {}

    /** It is there. */
    record Heartbeat(String id) implements FaceMessage {}

    /** Its last will. */
    record Offline(String id) implements FaceMessage {}
}
