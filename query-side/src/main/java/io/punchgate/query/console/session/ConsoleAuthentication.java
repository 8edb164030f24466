package io.punchgate.query.console.session;

import io.punchgate.query.console.page.Link;
import io.punchgate.query.console.page.Pages;
import io.punchgate.query.console.page.Viewer;
import io.punchgate.runtime.access.CallerArgument;
import io.punchgate.runtime.access.FailedAuthentications;
import io.punchgate.runtime.access.ReadKind;
import io.punchgate.runtime.access.ReadLimits;
import io.punchgate.runtime.access.ReadThreads;
import io.punchgate.runtime.web.Problem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Shows pages only to those who have logged in, within the limits of their key's reads, and lets a form change something only
 * if it came from a page of the same login.
 */
final class ConsoleAuthentication extends OncePerRequestFilter {

    static final String LOGIN = "/console/login";
    static final String LOGIN_LINKS = "/console/login-links";
    /** Not a page: it has a limit of its own, and lasts. */
    static final String LIVE = "/console/live";

    private static final Logger LOG = LoggerFactory.getLogger(ConsoleAuthentication.class);
    private static final Set<String> OPEN = Set.of(LOGIN, LOGIN_LINKS);
    private static final String ASSETS = "/console/assets/";
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final Sessions sessions;
    private final Pages pages;
    private final FailedAuthentications failed;
    private final ReadLimits limits;
    private final PageAccesses accesses;
    private final ReadThreads threads = new ReadThreads();

    ConsoleAuthentication(
            Sessions sessions, Pages pages, FailedAuthentications failed, ReadLimits limits, PageAccesses accesses) {
        this.sessions = sessions;
        this.pages = pages;
        this.failed = failed;
        this.limits = limits;
        this.accesses = accesses;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        PageHeaders.set(response);
        String path = request.getServletPath();
        try {
            if (path.startsWith(ASSETS) || OPEN.contains(path)) {
                chain.doFilter(request, response);
                return;
            }
            Optional<Session> session = session(request);
            if (session.isEmpty()) {
                SessionCookie.clear(request, response);
                response.setStatus(HttpServletResponse.SC_SEE_OTHER);
                response.setHeader(
                        "Location", Link.to(LOGIN).with("next", asked(request)).toString());
                return;
            }
            show(session.get(), request, response, chain);
        } catch (Problem refusal) {
            pages.problem(request, refusal).write(response);
        }
    }

    private Optional<Session> session(HttpServletRequest request) {
        Optional<SessionSecret> secret = SessionCookie.read(request);
        if (secret.isEmpty()) {
            return Optional.empty();
        }
        Optional<Session> found;
        try {
            found = sessions.find(secret.get());
        } catch (RuntimeException e) {
            LOG.warn("a session could not be checked; the page is answered 503", e);
            throw Problem.unavailable(RETRY_AFTER);
        }
        if (found.isEmpty()) {
            failed.count(request.getRemoteAddr()).ifPresent(wait -> {
                throw Problem.rateLimited(wait);
            });
        }
        return found;
    }

    private void show(Session session, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        new Viewer(session.caller(), session.formToken()).remember(request);
        CallerArgument.remember(session.caller(), request);
        request.setAttribute(Session.ATTRIBUTE, session);
        accesses.keep(session.caller(), request);
        if (!isRead(request)) {
            FormOrigin.requireOwnPage(request);
            Form form = Form.read(request);
            FormOrigin.requireToken(session, form);
            request.setAttribute(Form.ATTRIBUTE, form);
            chain.doFilter(request, response);
            return;
        }
        if (request.getServletPath().equals(LIVE)) {
            chain.doFilter(request, response);
            return;
        }
        ReadLimits.Permit permit = limits.begin(session.caller(), ReadKind.LIST);
        try {
            threads.run(() -> chain.doFilter(request, response));
        } finally {
            permit.close();
        }
    }

    private static boolean isRead(HttpServletRequest request) {
        return Set.of("GET", "HEAD").contains(request.getMethod());
    }

    /** The page that was asked for, to go back to after the login. */
    private static @Nullable String asked(HttpServletRequest request) {
        if (!isRead(request) || request.getServletPath().equals(LIVE)) {
            return null;
        }
        @Nullable String query = request.getQueryString();
        return query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query;
    }

    @Override
    public void destroy() {
        threads.close();
    }
}
