package io.punchgate.command.gateway.tcp;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.ReferenceCountUtil;
import io.punchgate.command.gateway.Reporter;
import io.punchgate.command.gateway.json.DeviceAnswer;
import io.punchgate.command.gateway.json.FailureAnswers;
import io.punchgate.command.gateway.socket.DevicePort;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A device's authenticated connection: requests are handed on as they come, answers leave in their order. Nothing is read
 * while too much is under way or the device does not take its answers.
 */
final class TcpSession extends ChannelInboundHandlerAdapter implements ConnectedDevices.Connection {

    private static final Logger LOG = LoggerFactory.getLogger(TcpSession.class);

    private final TcpParts parts;
    private final Reporter from;
    private final Channel channel;
    private final AnswerQueue answers = new AnswerQueue();
    private final InstructionSender instructions;
    private boolean ending;

    TcpSession(TcpParts parts, Reporter from, Channel channel) {
        this.parts = parts;
        this.from = from;
        this.channel = channel;
        this.instructions =
                new InstructionSender(parts.inbox(), parts.timeouts().instructionAnswer(), from, channel);
    }

    @Override
    public String sn() {
        return from.sn();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        parts.devices().enter(this);
        instructions.take();
        regulate();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        parts.devices().leave(this);
        instructions.close();
    }

    @Override
    public void replaced() {
        var unused = channel.close();
    }

    @Override
    public void instructionWaiting() {
        channel.eventLoop().execute(instructions::take);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object line) {
        if (ending) {
            ReferenceCountUtil.release(line);
            return;
        }
        if (line instanceof byte[] bytes) {
            TcpRequest request = TcpReportDecoder.decode(bytes);
            CompletableFuture<DeviceAnswer> answer = parts.calls().answer(from, request);
            answers.add(answer, request);
            var unused = answer.thenRunAsync(() -> send(ctx), ctx.executor());
        } else {
            DeviceAnswer tooLarge = DeviceAnswer.tooLarge("the line is too long");
            answers.add(new AnswerQueue.Waiting(CompletableFuture.completedFuture(tooLarge), null, 1, false));
            finish(ctx);
            return;
        }
        regulate();
    }

    /** Sends the answers that are there, as far as none before them is missing. */
    private void send(ChannelHandlerContext ctx) {
        if (ctx.isRemoved()) {
            return;
        }
        boolean any = false;
        for (AnswerQueue.@Nullable Waiting next = answers.poll(); next != null; next = answers.poll()) {
            DeviceAnswer answer = next.answer().join();
            if (!(next.quiet() && answer.isOk())) {
                any = true;
                var unused = ctx.write(TcpLines.answer(next.id(), answer));
            }
            if (answer.equals(FailureAnswers.UNAUTHORIZED)) {
                // The token was rotated: it opens no door any more, and the device has to come in anew.
                leave(ctx);
                return;
            }
        }
        if (any) {
            ctx.flush();
        }
        if (ending && answers.isEmpty()) {
            leave(ctx);
        } else {
            regulate();
        }
    }

    /** Hears nothing more, but answers what was asked. */
    private void finish(ChannelHandlerContext ctx) {
        ending = true;
        send(ctx);
    }

    private void leave(ChannelHandlerContext ctx) {
        parts.devices().leave(this);
        instructions.close();
        ConnectionClose.say(ctx, parts.timeouts().farewell());
    }

    private void regulate() {
        channel.config().setAutoRead(!ending && !answers.isFull() && channel.isWritable());
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        regulate();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent || event instanceof DevicePort.PortClosing) {
            finish(ctx);
        } else if (event instanceof IdleStateEvent && (answers.isEmpty() || !channel.isWritable())) {
            var unused = ctx.close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof IOException) {
            LOG.debug("A device's connection broke", cause);
        } else {
            LOG.warn("A device's connection failed", cause);
        }
        var unused = ctx.close();
    }
}
