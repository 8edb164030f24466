package io.punchgate.command.delivery.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.HttpObject;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A connection, which has one request under way at a time. Before a request is written nothing may be readable on it: what is
 * would be taken for the answer to that request, and the punch count as delivered.
 */
final class Connection extends ChannelInboundHandlerAdapter {

    private static final int REQUEST_TIMEOUT = 408;

    /**
     * A kept connection that ends so soon after a request ended before the server saw it; and bytes that come so soon after
     * an answer are a second one, not the server's notice that it closes an idle connection.
     */
    private static final long SOON_NANOS = Duration.ofSeconds(1).toNanos();

    private final PushChannel channel;
    private final AnswerDecoder decoder;
    private final ConnectionPool pool;

    private @Nullable Exchange exchange;
    private final PartialAnswer partial = new PartialAnswer();
    /** Kept until what came together with it has been read. */
    private @Nullable Answer answer;

    private boolean ended;
    private int requests;
    private long sentNanos;
    private long answeredNanos;
    private long keptUntilNanos;

    Connection(PushChannel channel, AnswerDecoder decoder, ConnectionPool pool) {
        this.channel = channel;
        this.decoder = decoder;
        this.pool = pool;
        this.keptUntilNanos = System.nanoTime() + KeepAlive.MAX.toNanos();
    }

    /** Looks whether a request may be written now; if not, the connection is given up. */
    boolean isFit(long now) {
        PushChannel.Look look = isNew() && pool.address().secure() ? channel.lookAside() : channel.look();
        if (look == PushChannel.Look.BYTES && !pool.address().secure()) {
            stray();
        }
        boolean fit = !ended && look == PushChannel.Look.QUIET && !isExpired(now);
        if (!fit) {
            giveUp();
        }
        return fit;
    }

    boolean isExpired(long now) {
        return now - keptUntilNanos > 0;
    }

    boolean isNew() {
        return requests == 0;
    }

    /** The time that the server took for the last answer. */
    long answeredInNanos() {
        return answeredNanos - sentNanos;
    }

    void write(Exchange next) {
        exchange = next;
        next.goesOver(this);
        requests++;
        sentNanos = System.nanoTime();
        decoder.expect();
        channel.writeAndFlush(next.request(channel.alloc())).addListener(written -> {
            if (!written.isSuccess()) {
                end(written.cause());
            }
        });
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object part) {
        try {
            if (exchange != null && part instanceof HttpObject object) {
                read(object);
            }
        } finally {
            ReferenceCountUtil.release(part);
        }
    }

    private void read(HttpObject part) {
        PartialAnswer.@Nullable Whole whole;
        try {
            whole = partial.add(part);
        } catch (NoAnswer e) {
            end(e);
            return;
        }
        if (whole == null) {
            return;
        }
        if (whole.answer().statusCode() == REQUEST_TIMEOUT && requests > 1) {
            waitedTooLong();
            return;
        }
        decoder.answered();
        answer = whole.answer();
        answeredNanos = System.nanoTime();
        keptUntilNanos = answeredNanos + whole.keptNanos();
    }

    private void waitedTooLong() {
        @Nullable Exchange unsent = exchange;
        giveUp();
        if (unsent != null) {
            resend(unsent, new NoAnswer("the server had waited too long for a request"));
        }
    }

    /** All that came together is read: only now it is known whether anything followed the answer. */
    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (answer != null) {
            handOver(answer);
        } else if (decoder.hasStray()) {
            stray();
            giveUp();
        }
        context.fireChannelReadComplete();
    }

    private void stray() {
        if (requests > 0 && within(answeredNanos)) {
            pool.answersTwice();
        }
    }

    private void handOver(Answer given) {
        @Nullable Exchange asked = exchange;
        exchange = null;
        answer = null;
        if (decoder.hasStray()) {
            pool.answersTwice();
        }
        if (keptUntilNanos > answeredNanos && !decoder.hasStray() && pool.mayKeep()) {
            pool.free(this);
        } else {
            giveUp();
        }
        if (asked != null) {
            asked.succeed(given);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        end(new NoAnswer(
                "the connection was closed " + (decoder.hasBegun() ? "within the answer" : "before an answer")));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        @Nullable Throwable inner = cause instanceof DecoderException ? cause.getCause() : null;
        end(inner == null ? cause : inner);
    }

    /** Closes the connection, on which nothing is awaited any more. */
    void giveUp() {
        exchange = null;
        end(new NoAnswer("the connection was given up"));
    }

    private void end(Throwable cause) {
        if (ended) {
            return;
        }
        ended = true;
        var unused = channel.close();
        pool.gone(this);
        @Nullable Exchange asked = exchange;
        exchange = null;
        boolean unsent = requests > 1 && !decoder.hasBegun() && within(sentNanos);
        if (asked != null && answer != null) {
            asked.succeed(answer);
        } else if (asked != null && unsent) {
            resend(asked, cause);
        } else if (asked != null) {
            asked.fail(cause);
        }
    }

    /** The request did not reach the server: it goes out on another connection at once, and that is no attempt. */
    private void resend(Exchange unsent, Throwable cause) {
        if (unsent.goesAgain()) {
            pool.again(unsent);
        } else {
            unsent.fail(cause);
        }
    }

    private static boolean within(long sinceNanos) {
        return System.nanoTime() - sinceNanos < SOON_NANOS;
    }
}
