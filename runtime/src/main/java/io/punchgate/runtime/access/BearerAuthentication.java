package io.punchgate.runtime.access;

import io.punchgate.runtime.web.ApiHeaders;
import io.punchgate.runtime.web.Problem;
import io.punchgate.runtime.web.ProblemWriter;
import io.punchgate.runtime.web.QueryParameters;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.filter.OncePerRequestFilter;

/** Admits only calls with a good bearer token, only to the surface that it is for, and reads only within their limits. */
final class BearerAuthentication extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(BearerAuthentication.class);
    private static final String SCHEME = "bearer ";
    /** Addresses end up in logs and histories: a key in one is refused, so that clients do not come to rely on it. */
    private static final Set<String> KEYS_IN_URL = Set.of(
            "api_key", "apikey", "api-key", "token", "access_token", "auth_token", "key", "bearer", "authorization");

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final AdminToken adminToken;
    private final ApiKeys apiKeys;
    private final Consumer<String> usedKeys;
    private final FailedAuthentications failed;
    private final ReadLimits limits;
    private final KeptAccesses accesses;
    private final ReadThreads threads = new ReadThreads();

    BearerAuthentication(
            AdminToken adminToken,
            ApiKeys apiKeys,
            Consumer<String> usedKeys,
            FailedAuthentications failed,
            ReadLimits limits,
            KeptAccesses accesses) {
        this.adminToken = adminToken;
        this.apiKeys = apiKeys;
        this.usedKeys = usedKeys;
        this.failed = failed;
        this.limits = limits;
        this.accesses = accesses;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<Surface> surface = Surface.of(request.getServletPath());
        if (surface.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        ApiHeaders.set(response);
        Optional<ReadLimits.Permit> permit;
        try {
            permit = admitted(surface.get(), request);
        } catch (Problem refusal) {
            ProblemWriter.write(refusal, request, response);
            return;
        }
        if (permit.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        try {
            threads.run(() -> chain.doFilter(request, response));
        } finally {
            permit.get().close();
        }
    }

    /** The permit of a call that only reads; empty where it may change something. */
    private Optional<ReadLimits.Permit> admitted(Surface surface, HttpServletRequest request) {
        Caller caller = authenticated(surface, request);
        if (caller instanceof Caller.KeyHolder holder) {
            usedKeys.accept(holder.keyId());
        }
        CallerArgument.remember(caller, request);
        Optional<ReadLimits.Permit> permit =
                ReadKind.of(request.getMethod(), request.getServletPath()).map(kind -> limits.begin(caller, kind));
        try {
            accesses.keep(caller, request);
        } catch (RuntimeException e) {
            permit.ifPresent(ReadLimits.Permit::close);
            LOG.warn("an access could not be written down; the call is answered 503", e);
            throw Problem.unavailable(RETRY_AFTER);
        }
        return permit;
    }

    private Caller authenticated(Surface surface, HttpServletRequest request) {
        try {
            Caller caller = caller(request);
            if (!surface.admits(caller)) {
                throw Problem.forbidden("This token is not for this part of the API.");
            }
            return caller;
        } catch (Problem problem) {
            throw problem.status() == HttpServletResponse.SC_UNAUTHORIZED ? counted(problem, request) : problem;
        } catch (RuntimeException e) {
            LOG.warn("a bearer token could not be checked; the call is answered 503", e);
            throw Problem.unavailable(RETRY_AFTER);
        }
    }

    private Problem counted(Problem unauthorized, HttpServletRequest request) {
        return failed.count(request.getRemoteAddr()).map(Problem::rateLimited).orElse(unauthorized);
    }

    private Caller caller(HttpServletRequest request) {
        @Nullable String header = request.getHeader("Authorization");
        QueryParameters query = QueryParameters.of(request.getQueryString());
        if (query.names().stream().map(name -> name.toLowerCase(Locale.ROOT)).anyMatch(KEYS_IN_URL::contains)) {
            throw header == null
                    ? Problem.unauthorized()
                    : new Problem(
                            400, "key_in_url", "A key must not be part of an address; send it as a header.", null);
        }
        if (header == null || !header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            throw Problem.unauthorized();
        }
        String token = header.substring(SCHEME.length()).strip();
        if (adminToken.is(token)) {
            return new Caller.Operator();
        }
        return apiKeys.holderOf(token).map(Caller.class::cast).orElseThrow(Problem::unauthorized);
    }

    @Override
    public void destroy() {
        threads.close();
    }
}
