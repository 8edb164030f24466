package io.punchgate.command.gateway.tcp;

import io.punchgate.command.gateway.InvalidReport;
import io.punchgate.command.gateway.ReportInbox;
import io.punchgate.command.gateway.ReportUnavailable;
import io.punchgate.command.gateway.Reporter;
import io.punchgate.command.gateway.json.AttendanceCalls;
import io.punchgate.command.gateway.json.DeviceAnswer;
import io.punchgate.command.gateway.json.StrictJson;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Turns what a connected device asks into calls. Each shows the device's token again, which may have been rotated. */
@Component
final class TcpCalls {

    private static final Logger LOG = LoggerFactory.getLogger(TcpCalls.class);

    private final AttendanceCalls attendance;
    private final ReportInbox inbox;
    private final Clock clock;

    TcpCalls(AttendanceCalls attendance, ReportInbox inbox, Clock clock) {
        this.attendance = attendance;
        this.inbox = inbox;
        this.clock = clock;
    }

    /** The answer, which is there once what was reported is durable. It never fails. */
    CompletableFuture<DeviceAnswer> answer(Reporter from, TcpRequest request) {
        CompletableFuture<DeviceAnswer> answer;
        try {
            answer = switch (request) {
                case TcpRequest.Unreadable unreadable -> refuse(from, unreadable.why());
                case TcpRequest.Call call -> answer(from, call);
            };
        } catch (RuntimeException e) {
            answer = CompletableFuture.failedFuture(e);
        }
        return answer.exceptionally(TcpCalls::unavailable);
    }

    private CompletableFuture<DeviceAnswer> answer(Reporter from, TcpRequest.Call request) {
        return switch (request.op()) {
            case AUTH -> refuse(from, InvalidReport.field("op", "the connection is authenticated already"));
            case PUNCH -> attendance.punch(from, request.body());
            case PUNCHES -> attendance.punches(from, request.body());
            case HEARTBEAT -> attendance.heartbeat(from);
            case VALIDITY -> attendance.validity(from);
            case CONFIG -> attendance.config(from);
            case RESULT -> result(from, request);
        };
    }

    private CompletableFuture<DeviceAnswer> result(Reporter from, TcpRequest.Call request) {
        @Nullable JsonNode instructionId = request.id();
        if (instructionId == null) {
            return refuse(from, InvalidReport.field("id", "id is missing"));
        }
        @Nullable JsonNode done = StrictJson.given(request.body(), "ok");
        if (done == null || !done.isBoolean()) {
            return refuse(from, InvalidReport.field("ok", "ok is neither true nor false"));
        }
        @Nullable JsonNode result = StrictJson.given(request.body(), "result");
        return inbox.answerInstruction(
                        from, instructionId.asString(), done.asBoolean(), result == null ? null : text(result))
                .thenApply(reply -> DeviceAnswer.of(reply, from.sn(), clock.instant()));
    }

    /** A text as it is, anything else as JSON. */
    private static String text(JsonNode result) {
        return result.isString() ? result.asString() : result.toString();
    }

    private CompletableFuture<DeviceAnswer> refuse(Reporter from, InvalidReport why) {
        return attendance.unlessRefused(from, DeviceAnswer.of(why));
    }

    private static DeviceAnswer unavailable(Throwable failure) {
        LOG.warn("A report over TCP was not stored, or it is unknown: {}", failure.toString());
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return DeviceAnswer.of(
                cause instanceof ReportUnavailable unavailable
                        ? unavailable
                        : new ReportUnavailable(ReportUnavailable.RETRY_AFTER_DEFAULT, cause));
    }
}
