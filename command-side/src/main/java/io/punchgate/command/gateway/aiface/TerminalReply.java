package io.punchgate.command.gateway.aiface;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The reply to a terminal's message.
 *
 * @param message what to say, or null: nothing
 */
record TerminalReply(Outcome outcome, @Nullable Map<String, Object> message) {

    /** The outcome of a message. */
    enum Outcome {
        DONE,
        /** It is no terminal that was admitted. */
        UNAUTHORIZED,
        /** It was admitted, but may not report now. */
        REFUSED,
        /** Not stored, or it is unknown. */
        UNAVAILABLE,
        UNREADABLE
    }

    /** True if it asks for the next page. */
    boolean asksForMore() {
        return message != null && message.containsKey("stn");
    }

    static TerminalReply done(@Nullable Map<String, Object> message) {
        return new TerminalReply(Outcome.DONE, message);
    }
}
