package io.punchgate.runtime.access;

import io.punchgate.runtime.web.AnswerEnd;
import io.punchgate.runtime.web.ApiHeaders;
import io.punchgate.runtime.web.Problem;
import io.punchgate.runtime.web.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.filter.OncePerRequestFilter;

/** Admits only calls with a good bearer token, only to the surface that it is for, and reads only within their limits. */
final class BearerAuthentication extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(BearerAuthentication.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final CallerLookup callers;
    private final Consumer<String> usedKeys;
    private final FailedAuthentications failed;
    private final ReadLimits limits;
    private final KeptAccesses accesses;
    private final ReadThreads threads = new ReadThreads();

    BearerAuthentication(
            CallerLookup callers,
            Consumer<String> usedKeys,
            FailedAuthentications failed,
            ReadLimits limits,
            KeptAccesses accesses) {
        this.callers = callers;
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
        if (ReadKind.of(request.getMethod(), request.getServletPath())
                .filter(ReadKind.STREAM::equals)
                .isPresent()) {
            stream(permit.get(), request, response, chain);
            return;
        }
        try {
            threads.run(() -> chain.doFilter(request, response));
        } finally {
            permit.get().close();
        }
    }

    /** Keeps the permit of a stream as long as its answer is open. */
    private static void stream(
            ReadLimits.Permit permit, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean open = false;
        try {
            chain.doFilter(request, response);
            open = request.isAsyncStarted();
            if (open) {
                request.getAsyncContext().addListener(new AnswerEnd(() -> {}, permit::close));
            }
        } finally {
            if (!open) {
                permit.close();
            }
        }
    }

    /** The permit of a call that only reads; empty where it may change something. */
    private Optional<ReadLimits.Permit> admitted(Surface surface, HttpServletRequest request) {
        Caller caller = authenticated(surface, request);
        if (caller instanceof Caller.KeyHolder holder) {
            usedKeys.accept(holder.keyId());
        }
        limits.count(caller);
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
            Caller caller = callers.of(request);
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

    @Override
    public void destroy() {
        threads.close();
    }
}
