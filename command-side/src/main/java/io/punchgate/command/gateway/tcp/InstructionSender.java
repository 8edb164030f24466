package io.punchgate.command.gateway.tcp;

import io.netty.channel.Channel;
import io.netty.util.concurrent.Future;
import io.punchgate.api.device.DeviceReply;
import io.punchgate.api.device.DeviceReply.InstructionToRun;
import io.punchgate.command.gateway.Reporter;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the instructions that wait for a connected device and sends them. While some are unanswered it looks again from time to
 * time; which of them are due then, the aggregate knows. Only the connection's event loop touches it.
 */
final class InstructionSender {

    /** Instructions taken at a time. */
    private static final int INSTRUCTIONS_MAX = 32;

    private static final Logger LOG = LoggerFactory.getLogger(InstructionSender.class);

    private final TcpParts parts;
    private final Reporter from;
    private final Channel channel;
    private boolean taking;
    private boolean more;
    private boolean closed;
    private @Nullable Future<?> again;

    InstructionSender(TcpParts parts, Reporter from, Channel channel) {
        this.parts = parts;
        this.from = from;
        this.channel = channel;
    }

    /** Takes what waits now, one round at a time. */
    void take() {
        if (closed || !channel.isWritable()) {
            takeLater();
        } else if (taking) {
            more = true;
        } else {
            taking = true;
            var unused = parts.inbox()
                    .takeInstructions(from, INSTRUCTIONS_MAX, true)
                    .whenCompleteAsync(this::taken, channel.eventLoop());
        }
    }

    private void taken(@Nullable DeviceReply reply, @Nullable Throwable failure) {
        taking = false;
        if (failure != null) {
            LOG.warn("A device's commands could not be taken: {}", failure.toString());
            takeLater();
        } else if (reply instanceof DeviceReply.Instructions taken
                && !taken.instructions().isEmpty()) {
            for (InstructionToRun instruction : taken.instructions()) {
                var unused = channel.write(Lines.instruction(instruction));
            }
            channel.flush();
            more |= taken.instructions().size() == INSTRUCTIONS_MAX;
            takeLater();
        }
        if (more) {
            more = false;
            take();
        }
    }

    private void takeLater() {
        if (closed || again != null) {
            return;
        }
        again = channel.eventLoop()
                .schedule(this::takeAgain, parts.patience().instructionAnswer().toMillis(), TimeUnit.MILLISECONDS);
    }

    private void takeAgain() {
        again = null;
        take();
    }

    void close() {
        closed = true;
        if (again != null) {
            again.cancel(false);
        }
    }
}
