package io.punchgate.command.gateway.http;

import io.punchgate.api.device.Transport;
import io.punchgate.command.gateway.InvalidReport;
import io.punchgate.command.gateway.Reporter;
import io.punchgate.command.gateway.json.AttendanceCalls;
import io.punchgate.command.gateway.json.DeviceAnswer;
import io.punchgate.command.gateway.json.FailureAnswers;
import io.punchgate.command.gateway.json.StrictJson;
import io.punchgate.command.gateway.servlet.DeviceBodies;
import io.punchgate.command.gateway.servlet.DeviceRefused;
import io.punchgate.command.gateway.servlet.GuardedCall;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Answers everything under {@code /api/attendance/v1/}, errors included, in the API's own envelope. It is a servlet and
 * not a controller: content negotiation, multipart parsing and error pages would each answer in their own way.
 */
final class AttendanceServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(AttendanceServlet.class);

    private final transient GuardedCall<DeviceAnswer> guarded = new GuardedCall<>(LOG, "HTTP", DeviceAnswer::of);
    private final transient AttendanceCalls calls;
    private final transient DeviceBodies bodies;
    private final transient FailureAnswers failures;

    AttendanceServlet(AttendanceCalls calls, DeviceBodies bodies, FailureAnswers failures) {
        this.calls = calls;
        this.bodies = bodies;
        this.failures = failures;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        long arrivedNanos = System.nanoTime();
        Optional<Operation> operation = Operation.at(String.valueOf(request.getPathInfo()));
        if (operation.isEmpty()) {
            send(response, DeviceAnswer.error(404, "not_found", "there is no such operation", null));
        } else if (request.getMethod().equals("OPTIONS")) {
            response.setHeader("Allow", operation.get().allow());
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        } else if (!operation.get().allows(request.getMethod())) {
            response.setHeader("Allow", operation.get().allow());
            send(
                    response,
                    DeviceAnswer.error(
                            405, "method_not_allowed", "use " + operation.get().allow(), null));
        } else {
            DeviceAnswer answer = answer(operation.get(), request);
            boolean unauthorized = answer.status() == HttpServletResponse.SC_UNAUTHORIZED;
            send(response, unauthorized ? failures.delayed(request.getRemoteAddr(), arrivedNanos) : answer);
        }
    }

    private DeviceAnswer answer(Operation operation, HttpServletRequest request) {
        Optional<Reporter> from = CallingDevice.of(request);
        if (from.isEmpty()) {
            return calls.nameless(request.getHeader("sn"), Transport.HTTP, request.getRemoteAddr());
        }
        return guarded.answer(() -> answer(operation, from.get(), request));
    }

    private DeviceAnswer answer(Operation operation, Reporter from, HttpServletRequest request) throws IOException {
        if (operation == Operation.PUNCHES) {
            calls.checkRoomFor(request.getContentLengthLong());
        }
        try {
            return bodies.read(from, request, operation.bodyBytesMax(), body -> answer(operation, from, request, body));
        } catch (DeviceRefused e) {
            return DeviceAnswer.refused(e.refusal());
        }
    }

    private DeviceAnswer answer(
            Operation operation, Reporter from, HttpServletRequest request, byte @Nullable [] body) {
        if (body == null) {
            return unlessRefused(operation, from, DeviceAnswer.tooLarge("the body is too large"));
        }
        @Nullable DeviceAnswer unsupported = operation.isPunching() ? RequestBody.unsupported(request) : null;
        if (unsupported != null) {
            return unlessRefused(operation, from, unsupported);
        }
        return switch (operation) {
            case PUNCH -> punching(operation, from, body, calls::punch);
            case PUNCHES -> punching(operation, from, body, calls::punches);
            case HEARTBEAT -> GuardedCall.await(calls.heartbeat(from));
            case VALIDITY -> GuardedCall.await(calls.validity(from));
            case CONFIG -> GuardedCall.await(calls.config(from));
        };
    }

    private DeviceAnswer punching(
            Operation operation,
            Reporter from,
            byte[] body,
            BiFunction<Reporter, JsonNode, CompletableFuture<DeviceAnswer>> call) {
        JsonNode json;
        try {
            json = StrictJson.readObject(body);
        } catch (InvalidReport e) {
            return unlessRefused(operation, from, DeviceAnswer.of(e));
        }
        return GuardedCall.await(call.apply(from, json));
    }

    private DeviceAnswer unlessRefused(Operation operation, Reporter from, DeviceAnswer answer) {
        return GuardedCall.await(
                operation.isPunching() ? calls.unlessPunchRefused(from, answer) : calls.unlessRefused(from, answer));
    }

    private static void send(HttpServletResponse response, DeviceAnswer answer) throws IOException {
        byte[] body = answer.json();
        response.setStatus(answer.status());
        response.setContentType("application/json");
        response.setContentLength(body.length);
        response.setHeader("Cache-Control", "no-store");
        @Nullable Long retryAfterSeconds = answer.retryAfterSeconds();
        if (retryAfterSeconds != null) {
            response.setHeader("Retry-After", retryAfterSeconds.toString());
        }
        response.getOutputStream().write(body);
    }
}
