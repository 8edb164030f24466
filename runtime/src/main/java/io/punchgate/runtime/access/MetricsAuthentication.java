package io.punchgate.runtime.access;

import io.punchgate.runtime.web.Problem;
import io.punchgate.runtime.web.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets those who watch see the metrics, and why a part does not serve; the status of the parts is for everybody. Nothing else
 * is under {@code /actuator}.
 */
final class MetricsAuthentication extends OncePerRequestFilter {

    private static final String SCHEME = "bearer ";
    private static final String METRICS = "/actuator/prometheus";
    private static final Set<String> HEALTH = Set.of("/actuator/health/readiness", "/actuator/health/liveness");
    private static final Principal WATCHER = () -> "metrics";

    private final MetricsToken metricsToken;
    private final AdminToken adminToken;
    private final FailedAuthentications failed;

    MetricsAuthentication(MetricsToken metricsToken, AdminToken adminToken, FailedAuthentications failed) {
        this.metricsToken = metricsToken;
        this.adminToken = adminToken;
        this.failed = failed;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String path = request.getServletPath();
        boolean watcher = isWatcher(request.getHeader("Authorization"));
        if (!path.equals(METRICS) && !HEALTH.contains(path)) {
            ProblemWriter.write(Problem.notFound("There is nothing here."), request, response);
        } else if (watcher) {
            chain.doFilter(new Watched(request), response);
        } else if (path.equals(METRICS)) {
            Problem refusal = failed.count(request.getRemoteAddr())
                    .map(Problem::rateLimited)
                    .orElseGet(Problem::unauthorized);
            ProblemWriter.write(refusal, request, response);
        } else {
            if (request.getHeader("Authorization") != null) {
                // The details that a right token would have brought tell it from a wrong one.
                var unused = failed.count(request.getRemoteAddr());
            }
            chain.doFilter(request, response);
        }
    }

    private boolean isWatcher(@Nullable String header) {
        if (header == null || !header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            return false;
        }
        String token = header.substring(SCHEME.length()).strip();
        return metricsToken.is(token) || adminToken.is(token);
    }

    /** Spring shows details to requests that have a user. */
    private static final class Watched extends HttpServletRequestWrapper {

        Watched(HttpServletRequest request) {
            super(request);
        }

        @Override
        public Principal getUserPrincipal() {
            return WATCHER;
        }
    }
}
