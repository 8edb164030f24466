package io.punchgate.command.gateway.aiface;

import io.punchgate.command.gateway.DecodedRow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A message of a terminal, read. */
sealed interface TerminalMessage {

    /** The serial number in the message; null: that of the connection. */
    @Nullable
    String sn();

    /** The terminal introduces itself. */
    record Registration(@Nullable String sn) implements TerminalMessage {}

    /**
     * Records of its log.
     *
     * @param logIndex the place of the first, to be repeated to it, or null
     * @param asked whether it was asked for them, and waits to be asked for the next page
     */
    record Log(@Nullable String sn, @Nullable Long logIndex, List<DecodedRow> rows, boolean asked)
            implements TerminalMessage {}

    /** Something that holds no punches and waits for its acknowledgement. */
    record Other(@Nullable String sn, String cmd) implements TerminalMessage {}

    /** The answer to something else; nothing waits for anything. */
    record Answer(@Nullable String sn) implements TerminalMessage {}
}
