package io.punchgate.command.gateway;

import io.netty.util.HashedWheelTimer;
import io.netty.util.Timeout;
import io.punchgate.api.device.DeviceReply;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Ends the wait for replies that do not come. One timer looks ten times a second; a timer for each future would wake a
 * thread for each report, nearly always for nothing.
 */
@Component
final class ReplyDeadline {

    /** Longest wait for a reply. A report that is stored later counts as unknown to the device. */
    static final Duration REPLY_WAIT_MAX = Duration.ofSeconds(10);

    private final HashedWheelTimer timer = new HashedWheelTimer(
            Thread.ofPlatform().daemon().name("reply-deadline").factory(), 100, TimeUnit.MILLISECONDS);

    /** The reply to what is sent. It fails where that cannot be sent, and with a {@link TimeoutException} if it is late. */
    CompletableFuture<DeviceReply> limit(Supplier<CompletableFuture<DeviceReply>> sending) {
        try {
            return limit(sending.get());
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private CompletableFuture<DeviceReply> limit(CompletableFuture<DeviceReply> reply) {
        if (reply.isDone()) {
            return reply;
        }
        Timeout end = timer.newTimeout(
                timeout -> reply.completeExceptionally(new TimeoutException("no reply within " + REPLY_WAIT_MAX)),
                REPLY_WAIT_MAX.toMillis(),
                TimeUnit.MILLISECONDS);
        return reply.whenComplete((done, failure) -> end.cancel());
    }

    @PreDestroy
    void close() {
        timer.stop();
    }
}
