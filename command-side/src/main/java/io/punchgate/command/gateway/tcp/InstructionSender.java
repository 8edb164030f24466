package io.punchgate.command.gateway.tcp;

import io.netty.channel.Channel;
import io.netty.util.concurrent.Future;
import io.punchgate.api.device.DeviceReply;
import io.punchgate.api.device.DeviceReply.CommandToRun;
import io.punchgate.command.gateway.Reporter;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the commands that wait for a connected device and sends them. While some are unanswered it looks again from time to
 * time; which of them are due then, the aggregate knows. Only the connection's event loop touches it.
 */
final class InstructionSender {

    /** Commands taken at a time. */
    private static final int COMMANDS_MAX = 32;

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
                    .takeCommands(from, COMMANDS_MAX, true)
                    .whenCompleteAsync(this::taken, channel.eventLoop());
        }
    }

    private void taken(@Nullable DeviceReply reply, @Nullable Throwable failure) {
        taking = false;
        if (failure != null) {
            LOG.warn("A device's commands could not be taken: {}", failure.toString());
            takeLater();
        } else if (reply instanceof DeviceReply.Commands taken
                && !taken.commands().isEmpty()) {
            for (CommandToRun command : taken.commands()) {
                var unused = channel.write(Lines.command(command));
            }
            channel.flush();
            more |= taken.commands().size() == COMMANDS_MAX;
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
                .schedule(this::takeAgain, parts.patience().commandAnswer().toMillis(), TimeUnit.MILLISECONDS);
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
