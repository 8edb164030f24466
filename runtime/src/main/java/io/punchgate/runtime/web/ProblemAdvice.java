package io.punchgate.runtime.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

/**
 * Answers exceptions of endpoints and of Spring as problem details, except towards devices. It comes last, so that an
 * advice of the devices' own is asked first.
 */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
final class ProblemAdvice {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    /**
     * Answers, or throws the same again for a device's own handling. An answer that has begun is broken off, so that a client does
     * not take a part of it for the whole.
     */
    @ExceptionHandler(Exception.class)
    void on(Exception thrown, HttpServletRequest request, HttpServletResponse response) throws Exception {
        if (DevicePaths.contain(request.getRequestURI())) {
            throw thrown;
        }
        if (response.isCommitted()) {
            breakOff(thrown, request);
            return;
        }
        if (thrown instanceof AsyncRequestNotUsableException) {
            return; // The client has gone: nobody is there to be answered.
        }
        @Nullable Problem problem = ProblemTranslation.of(thrown);
        if (problem == null) {
            answerUnexpected(thrown, request, response);
            return;
        }
        if (problem.status() == HttpServletResponse.SC_SERVICE_UNAVAILABLE && !(thrown instanceof Problem)) {
            LOG.warn("{} {} is not available: {}", request.getMethod(), request.getRequestURI(), thrown.toString());
        }
        if (thrown instanceof ErrorResponse spring) {
            spring.getHeaders().forEach((name, values) -> values.forEach(value -> response.setHeader(name, value)));
        }
        ProblemWriter.write(problem, request, response);
    }

    private static void breakOff(Exception thrown, HttpServletRequest request) {
        BrokenAnswer.mark(request);
        if (!(thrown instanceof IOException)) { // That is a client that has gone.
            LOG.warn("an answer to {} {} broke off", request.getMethod(), request.getRequestURI(), thrown);
        }
    }

    private static void answerUnexpected(Exception thrown, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String incident = UUID.randomUUID().toString();
        LOG.error("incident {}: {} {} failed", incident, request.getMethod(), request.getRequestURI(), thrown);
        ProblemWriter.write(ProblemTranslation.unexpected(), incident, request.getRequestURI(), response);
    }
}
