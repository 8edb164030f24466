package io.punchgate.query.console.page;

import io.punchgate.runtime.sql.StorageOutOfReach;
import io.punchgate.runtime.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Controller;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.View;

/** Tells refusals and failures as pages, where people look. */
@Controller
@ControllerAdvice(basePackages = "io.punchgate.query.console")
@Order(Ordered.HIGHEST_PRECEDENCE)
class ProblemPages {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemPages.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final Pages pages;

    ProblemPages(Pages pages) {
        this.pages = pages;
    }

    /** Everything under the console that no page is at. */
    @RequestMapping("/console/**")
    View nothing(HttpServletRequest request) {
        return pages.problem(request, Problem.notFound("There is no page at this address."));
    }

    /** An answer that has begun is broken off: a part of a page must not look whole. */
    @ExceptionHandler(Exception.class)
    View on(Exception thrown, HttpServletRequest request, HttpServletResponse response) throws Exception {
        if (response.isCommitted()) {
            throw thrown;
        }
        Problem problem = problem(thrown, request);
        @Nullable Duration retryAfter = problem.retryAfter();
        if (retryAfter != null) {
            response.setHeader("Retry-After", Long.toString(Math.max(1, retryAfter.toSeconds())));
        }
        return pages.problem(request, problem);
    }

    private static Problem problem(Exception thrown, HttpServletRequest request) {
        return switch (thrown) {
            case Problem problem -> problem;
            case MethodArgumentTypeMismatchException wrong ->
                Problem.invalidField(wrong.getName(), "The value of " + wrong.getName() + " is not understood.");
            case ErrorResponse spring ->
                new Problem(spring.getStatusCode().value(), "refused", "The request is not understood.", null);
            default ->
                StorageOutOfReach.isCauseOf(thrown) ? Problem.unavailable(RETRY_AFTER) : unexpected(thrown, request);
        };
    }

    private static Problem unexpected(Exception thrown, HttpServletRequest request) {
        String incident = UUID.randomUUID().toString();
        // The path may name a person: its pattern does not.
        Object page = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        LOG.error("incident {}: {} {} failed", incident, request.getMethod(), page, thrown);
        return new Problem(
                500, "internal", "Something went wrong on our side. Our log has more, at " + incident + ".", null);
    }
}
