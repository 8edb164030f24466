package io.punchgate.command.delivery.line;

import io.punchgate.command.delivery.store.QueuedPunch;

/** An event about one of a line's punches. */
sealed interface LineEvent {

    /** It was recorded. */
    record Recorded(QueuedPunch punch) implements LineEvent {}

    /** It was acknowledged at its first attempt. */
    record Delivered(long sequence) implements LineEvent {}

    /** An attempt failed. */
    record Failed(long sequence) implements LineEvent {}

    /** Its saga's attempt was acknowledged, or it was parked. */
    record Settled(long sequence) implements LineEvent {}
}
