package io.punchgate.query.console.session;

import io.punchgate.query.console.page.Pages;
import io.punchgate.query.console.page.Pages.Place;
import io.punchgate.runtime.access.AdminToken;
import io.punchgate.runtime.access.FailedAuthentications;
import io.punchgate.runtime.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;

/** People log in here by a key, or by a link that is good once, and out. */
@Controller
class LoginPage {

    private static final String CONSOLE = "/console";
    private static final String BEARER = "bearer ";
    private static final int NEXT_MAX = 1_024;

    private final Sessions sessions;
    private final SessionSettings settings;
    private final AdminToken adminToken;
    private final FailedAuthentications failed;
    private final Pages pages;

    LoginPage(
            Sessions sessions,
            SessionSettings settings,
            AdminToken adminToken,
            FailedAuthentications failed,
            Pages pages) {
        this.sessions = sessions;
        this.settings = settings;
        this.adminToken = adminToken;
        this.failed = failed;
        this.pages = pages;
    }

    @GetMapping(ConsoleAuthentication.LOGIN)
    View show(
            @RequestParam(defaultValue = "") String next,
            @RequestParam(required = false) @Nullable String once,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (once == null) {
            return form(request, HttpServletResponse.SC_OK, next, "");
        }
        Optional<SessionSecret> session = SessionSecret.parse(once).flatMap(sessions::redeem);
        if (session.isPresent()) {
            return enter(session.get(), next, request, response);
        }
        count(request);
        return form(
                request,
                HttpServletResponse.SC_UNAUTHORIZED,
                next,
                "This link was used already, or is older than " + Sessions.LINK_MAX.toMinutes()
                        + " minutes. Log in with a key.");
    }

    @PostMapping(ConsoleAuthentication.LOGIN)
    View logIn(HttpServletRequest request, HttpServletResponse response) throws IOException {
        FormOrigin.requireOwnPage(request);
        Form form = Form.read(request);
        String next = Objects.requireNonNullElse(form.text("next"), "");
        @Nullable String key = form.text("key");
        Optional<SessionSecret> session = key == null ? Optional.empty() : sessions.logIn(key);
        if (session.isPresent()) {
            // One login takes the place of the other: the old cookie is good for nothing from here on.
            SessionCookie.read(request).ifPresent(sessions::end);
            return enter(session.get(), next, request, response);
        }
        count(request);
        return form(request, HttpServletResponse.SC_UNAUTHORIZED, next, "This is no valid key.");
    }

    @PostMapping("/console/logout")
    View logOut(HttpServletRequest request, HttpServletResponse response) {
        SessionCookie.read(request).ifPresent(sessions::end);
        SessionCookie.clear(request, response);
        response.setHeader("Clear-Site-Data", "\"cache\", \"storage\"");
        return seeOther(ConsoleAuthentication.LOGIN);
    }

    /** A login link for whoever has the operator's token, such as the demo, which prints it. */
    @PostMapping(ConsoleAuthentication.LOGIN_LINKS)
    @ResponseBody
    ResponseEntity<Map<String, String>> link(
            @RequestHeader(name = "Authorization", defaultValue = "") String authorization,
            HttpServletRequest request) {
        String token = authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? authorization.substring(BEARER.length()).strip()
                : "";
        if (!adminToken.is(token)) {
            count(request);
            return ResponseEntity.status(HttpStatus.UNAUTHORIZED).body(Map.of("code", "unauthorized"));
        }
        SessionSecret link = sessions.link(token).orElseThrow(Problem::unauthorized);
        return ResponseEntity.status(HttpStatus.CREATED)
                .body(Map.of("path", ConsoleAuthentication.LOGIN + "?once=" + link.text()));
    }

    private View enter(SessionSecret session, String next, HttpServletRequest request, HttpServletResponse response) {
        SessionCookie.set(session, settings.sessionMax(), request, response);
        return seeOther(isOwnPage(next) ? next : CONSOLE);
    }

    private View form(HttpServletRequest request, int status, String next, String error) {
        return pages.page(
                request,
                status,
                new Place("Log in", null, null),
                "login",
                Map.of("next", isOwnPage(next) ? next : "", "error", error));
    }

    private void count(HttpServletRequest request) {
        failed.count(request.getRemoteAddr()).ifPresent(wait -> {
            throw Problem.rateLimited(wait);
        });
    }

    /** A page of the console, and nothing else: a login must not send anybody elsewhere. */
    private static boolean isOwnPage(String next) {
        if (next.length() > NEXT_MAX || !(next + "/").matches("/console[/?][\\x21-\\x7e]*") || next.contains("\\")) {
            return false;
        }
        try {
            String path = URI.create(next).getPath();
            // Browsers leave folders by dots, encoded ones too.
            return !path.startsWith(ConsoleAuthentication.LOGIN)
                    && Stream.of(path.split("/", -1)).noneMatch(part -> part.equals("..") || part.equals("."));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static View seeOther(String path) {
        RedirectView view = new RedirectView(path);
        view.setStatusCode(HttpStatus.SEE_OTHER);
        view.setExposeModelAttributes(false);
        return view;
    }
}
