package io.punchgate.command.gateway.adms;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.punchgate.command.gateway.AuthenticationFailures;
import io.punchgate.command.gateway.servlet.GuardedCall;
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
 * Answers everything under {@code /iclock/} and {@code /d/}, errors included, in plain text. A servlet, for an error page
 * could tell the path, which holds a secret; for the same reason no log here tells it.
 */
final class AdmsServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(AdmsServlet.class);

    private final transient GuardedCall<AdmsAnswer> guarded =
            new GuardedCall<>(LOG, "ADMS", failed -> AdmsAnswer.unavailable(failed.retryAfter()));
    private final transient AdmsRequests requests;
    private final transient AuthenticationFailures failures;

    AdmsServlet(AdmsRequests requests, AuthenticationFailures failures) {
        this.requests = requests;
        this.failures = failures;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        long arrivedNanos = System.nanoTime();
        Optional<AdmsAddress> address = AdmsAddress.of(request.getServletPath() + path(request));
        if (address.isEmpty()) {
            send(response, AdmsAnswer.failure(404, "not found"));
        } else if (!address.get().operation().allows(request.getMethod())) {
            send(response, AdmsAnswer.failure(405, "method not allowed"));
        } else {
            AdmsAnswer answer = answer(address.get(), request);
            boolean unauthorized = answer.status() == HttpServletResponse.SC_UNAUTHORIZED;
            send(response, unauthorized ? delayed(request.getRemoteAddr(), arrivedNanos) : answer);
        }
    }

    private AdmsAnswer answer(AdmsAddress address, HttpServletRequest request) {
        return guarded.answer(() -> {
            try {
                return requests.answer(address, request);
            } catch (AdmsRefusal e) {
                return AdmsAnswer.refused(e.refusal());
            }
        });
    }

    private AdmsAnswer delayed(String remote, long arrivedNanos) {
        return failures.await(remote, arrivedNanos)
                .map(wait -> new AdmsAnswer(429, "rate limited", wait))
                .orElse(AdmsAnswer.UNAUTHORIZED);
    }

    private static String path(HttpServletRequest request) {
        @Nullable String path = request.getPathInfo();
        return path == null ? "" : path;
    }

    private static void send(HttpServletResponse response, AdmsAnswer answer) throws IOException {
        byte[] body = answer.text().getBytes(UTF_8);
        response.setStatus(answer.status());
        response.setContentType("text/plain");
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
