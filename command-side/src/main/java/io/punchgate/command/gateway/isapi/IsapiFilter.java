package io.punchgate.command.gateway.isapi;

import io.punchgate.command.gateway.json.DeviceAnswer;
import io.punchgate.command.gateway.json.FailureAnswers;
import io.punchgate.command.gateway.servlet.GuardedCall;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers pushes to a device's own path. A filter, for the paths of devices belong to a servlet already. No log here tells the
 * path, which holds a secret.
 */
final class IsapiFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(IsapiFilter.class);

    private final transient GuardedCall<DeviceAnswer> guarded = new GuardedCall<>(LOG, "ISAPI", DeviceAnswer::of);
    private final transient IsapiCalls calls;
    private final transient FailureAnswers failures;

    IsapiFilter(IsapiCalls calls, FailureAnswers failures) {
        this.calls = calls;
        this.failures = failures;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        long arrivedNanos = System.nanoTime();
        Optional<IsapiAddress> address = IsapiAddress.of(request.getServletPath()
                + Optional.ofNullable(request.getPathInfo()).orElse(""));
        if (address.isEmpty()) {
            chain.doFilter(request, response);
        } else if (!request.getMethod().equals("POST")) {
            send(response, DeviceAnswer.error(405, "method_not_allowed", "events are pushed by POST", null));
        } else {
            DeviceAnswer answer = guarded.answer(() -> calls.answer(address.get(), request));
            send(
                    response,
                    answer.equals(FailureAnswers.UNAUTHORIZED)
                            ? failures.delayed(request.getRemoteAddr(), arrivedNanos)
                            : answer);
        }
    }

    private static void send(HttpServletResponse response, DeviceAnswer answer) throws IOException {
        byte[] json = answer.json();
        response.setStatus(answer.status());
        response.setContentType("application/json");
        response.setContentLength(json.length);
        @Nullable Long retryAfter = answer.retryAfterSeconds();
        if (retryAfter != null) {
            response.setHeader("Retry-After", retryAfter.toString());
        }
        response.getOutputStream().write(json);
        // A device that announced more than it sends waits for this; its connection waits for the rest.
        response.flushBuffer();
    }
}
