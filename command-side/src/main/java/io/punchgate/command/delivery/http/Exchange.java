package io.punchgate.command.delivery.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A request until its answer. Its answer is read by anybody; all else is for the thread of one event loop. */
final class Exchange {

    /** Kept connections that may turn out to have ended before the attempt fails. */
    private static final int UNSENT_MAX = 3;

    private final PreparedPost post;
    /** All that follows the prepared head, up to the end of the body. */
    private final byte[] rest;

    private final BooleanSupplier wanted;

    private final CompletableFuture<Answer> answer = new CompletableFuture<>();
    private @Nullable ScheduledFuture<?> deadline;
    private @Nullable Connection connection;
    private int unsent;

    /**
     * A request that waits.
     *
     * @param wanted asked before it is written: if it says no, the request fails as {@link NotWanted}
     */
    Exchange(PreparedPost post, byte[] rest, BooleanSupplier wanted) {
        this.post = post;
        this.rest = rest;
        this.wanted = wanted;
    }

    HttpAddress address() {
        return post.address();
    }

    CompletableFuture<Answer> answer() {
        return answer;
    }

    boolean isWanted() {
        return wanted.getAsBoolean();
    }

    boolean isOver() {
        return answer.isDone();
    }

    void endsBy(ScheduledFuture<?> end) {
        deadline = end;
    }

    /** The request as bytes. */
    ByteBuf request(ByteBufAllocator memory) {
        byte[] head = post.head();
        return memory.buffer(head.length + rest.length).writeBytes(head).writeBytes(rest);
    }

    void goesOver(Connection used) {
        connection = used;
    }

    /** Tells whether a request that did not leave may go over another connection. */
    boolean goesAgain() {
        connection = null;
        return !isOver() && unsent++ < UNSENT_MAX;
    }

    void succeed(Answer given) {
        end();
        answer.complete(given);
    }

    void fail(Throwable cause) {
        end();
        answer.completeExceptionally(cause);
    }

    /** Fails, and gives up the connection on which an answer could still come. */
    void abandon(Throwable cause) {
        @Nullable Connection used = connection;
        fail(cause);
        if (used != null) {
            used.giveUp();
        }
    }

    private void end() {
        connection = null;
        if (deadline != null) {
            deadline.cancel(false);
        }
    }
}
