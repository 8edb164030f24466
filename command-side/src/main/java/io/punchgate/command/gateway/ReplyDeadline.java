package io.punchgate.command.gateway;

import io.netty.util.HashedWheelTimer;
import io.netty.util.Timeout;
import io.punchgate.api.device.DeviceReply;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.stereotype.Component;

/**
 * Ends the wait for replies that do not come. Its timer looks ten times a second: the future's own would wake a thread for
 * each report, and hardly ever for a reason.
 */
@Component
final class ReplyDeadline {

    /** How long a report may take; what is stored later than that counts as unknown to the device. */
    static final Duration REPLY_WAIT_MAX = Duration.ofSeconds(10);

    private final HashedWheelTimer timer = new HashedWheelTimer(
            Thread.ofPlatform().daemon().name("reply-deadline").factory(), 100, TimeUnit.MILLISECONDS);

    /** Fails the reply with a {@link TimeoutException} if it is not there in time. */
    CompletableFuture<DeviceReply> limit(CompletableFuture<DeviceReply> reply) {
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
