package io.punchgate.command.gateway.http;

import io.punchgate.command.gateway.BoundedBody;
import io.punchgate.command.gateway.DeviceAnswer;
import io.punchgate.command.gateway.ReportUnavailable;
import io.punchgate.command.gateway.Reporter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers everything under {@code /api/attendance/v1/}, errors included, in the API's own envelope. A servlet and not a
 * controller: negotiation of content, multipart parsing and error pages would each answer in their own way.
 */
final class AttendanceServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(AttendanceServlet.class);

    private final transient AttendanceCalls calls;
    private final transient FailureAnswers failures;

    AttendanceServlet(AttendanceCalls calls, FailureAnswers failures) {
        this.calls = calls;
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
            return FailureAnswers.UNAUTHORIZED;
        }
        try {
            return answer(operation, from.get(), request);
        } catch (ReportUnavailable e) {
            LOG.warn("A report over HTTP was not stored, or it is unknown: {}", String.valueOf(e.getCause()));
            return DeviceAnswer.of(e);
        } catch (IOException e) {
            LOG.debug("A body over HTTP ended early", e);
            return DeviceAnswer.of(new ReportUnavailable(ReportUnavailable.RETRY_AFTER_DEFAULT, e));
        } catch (RuntimeException e) {
            LOG.error("A call over HTTP failed", e);
            return DeviceAnswer.of(new ReportUnavailable(ReportUnavailable.RETRY_AFTER_DEFAULT, e));
        }
    }

    private DeviceAnswer answer(Operation operation, Reporter from, HttpServletRequest request) throws IOException {
        byte @Nullable [] body = BoundedBody.read(request, operation.bodyBytesMax());
        if (body == null) {
            return calls.unlessRefused(operation, from, AttendanceCalls.tooLarge());
        }
        @Nullable DeviceAnswer unsupported = operation.isPunching() ? RequestBody.unsupported(request) : null;
        if (unsupported != null) {
            return calls.unlessRefused(operation, from, unsupported);
        }
        return switch (operation) {
            case PUNCH -> calls.punch(from, body);
            case PUNCHES -> calls.punches(from, body);
            case HEARTBEAT -> calls.heartbeat(from);
            case VALIDITY -> calls.validity(from);
            case CONFIG -> calls.config(from);
        };
    }

    private static void send(HttpServletResponse response, DeviceAnswer answer) throws IOException {
        byte[] body = answer.json();
        response.setStatus(answer.status());
        response.setContentType("application/json");
        response.setContentLength(body.length);
        response.setHeader("Cache-Control", "no-store");
        @Nullable Duration retryAfter = answer.retryAfter();
        if (retryAfter != null) {
            response.setHeader(
                    "Retry-After",
                    Long.toString(Math.max(1, retryAfter.plusMillis(999).toSeconds())));
        }
        response.getOutputStream().write(body);
    }
}
