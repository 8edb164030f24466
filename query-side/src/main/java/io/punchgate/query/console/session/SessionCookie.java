package io.punchgate.query.console.session;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/** The cookie that carries a session's secret. Over HTTPS its name binds it to this host and to HTTPS. */
final class SessionCookie {

    private static final String NAME = "punchgate-console";
    private static final String SECURE_NAME = "__Host-" + NAME;

    private SessionCookie() {}

    /** The secret in the cookie, if there is one. */
    static Optional<SessionSecret> read(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        String name = name(request);
        return cookies == null
                ? Optional.empty()
                : Stream.of(cookies)
                        .filter(cookie -> cookie.getName().equals(name))
                        .findFirst()
                        .flatMap(cookie -> SessionSecret.parse(cookie.getValue()));
    }

    static void set(SessionSecret secret, Duration max, HttpServletRequest request, HttpServletResponse response) {
        add(secret.text(), max, request, response);
    }

    static void clear(HttpServletRequest request, HttpServletResponse response) {
        add("", Duration.ZERO, request, response);
    }

    private static void add(String value, Duration max, HttpServletRequest request, HttpServletResponse response) {
        ResponseCookie cookie = ResponseCookie.from(name(request), value)
                .httpOnly(true)
                .secure(isHttps(request))
                .sameSite("Strict")
                .path("/")
                .maxAge(max)
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }

    private static String name(HttpServletRequest request) {
        return isHttps(request) ? SECURE_NAME : NAME;
    }

    /** A proxy that ends TLS says so; whoever lies about it gets a cookie that the own browser does not send. */
    private static boolean isHttps(HttpServletRequest request) {
        return request.isSecure() || "https".equalsIgnoreCase(request.getHeader("X-Forwarded-Proto"));
    }
}
