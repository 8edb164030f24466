package io.punchgate.command.gateway.tcp;

import io.netty.channel.Channel;
import io.netty.util.concurrent.Future;
import io.punchgate.api.device.DeviceReply;
import io.punchgate.api.device.DeviceReply.InstructionToRun;
import io.punchgate.command.gateway.ReportInbox;
import io.punchgate.command.gateway.Reporter;
import java.time.Duration;
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

    private final ReportInbox inbox;
    private final Duration answerWait;
    private final Reporter from;
    private final Channel channel;
    private boolean taking;
    private boolean more;
    private boolean closed;
    private @Nullable Future<?> again;

    /**
     * A sender that takes nothing yet.
     *
     * @param answerWait until it looks again for instructions that were not answered
     */
    InstructionSender(ReportInbox inbox, Duration answerWait, Reporter from, Channel channel) {
        this.inbox = inbox;
        this.answerWait = answerWait;
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
            var unused = inbox.takeInstructions(from, INSTRUCTIONS_MAX, true)
                    .whenCompleteAsync(this::taken, channel.eventLoop());
        }
    }

    private void taken(@Nullable DeviceReply reply, @Nullable Throwable failure) {
        taking = false;
        if (failure != null) {
            LOG.warn("A device's instructions could not be taken: {}", failure.toString());
            takeLater();
        } else if (reply instanceof DeviceReply.Instructions taken
                && !taken.instructions().isEmpty()) {
            for (InstructionToRun instruction : taken.instructions()) {
                var unused = channel.write(TcpLines.instruction(instruction));
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
        again = channel.eventLoop().schedule(this::takeAgain, answerWait.toMillis(), TimeUnit.MILLISECONDS);
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
