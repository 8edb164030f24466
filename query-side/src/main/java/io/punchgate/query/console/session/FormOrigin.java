package io.punchgate.query.console.session;

import io.punchgate.runtime.access.Tokens;
import io.punchgate.runtime.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Refuses forms that did not come from a page of ours. */
final class FormOrigin {

    /** The field that carries the session's token. */
    static final String TOKEN = "form_token";

    private FormOrigin() {}

    /**
     * Refuses what the browser says comes from elsewhere. A client that says nothing is no browser of today: the token, which
     * no other site can read, must do.
     *
     * @throws Problem 403
     */
    static void requireOwnPage(HttpServletRequest request) {
        @Nullable String site = request.getHeader("Sec-Fetch-Site");
        @Nullable String origin = request.getHeader("Origin");
        if ((site != null && !site.equals("same-origin")) || (origin != null && !isOwn(origin, request))) {
            throw Problem.forbidden("This form did not come from a page of this console.");
        }
    }

    /**
     * Refuses a form without the session's token.
     *
     * @throws Problem 403
     */
    static void requireToken(Session session, Form form) {
        @Nullable String token = form.text(TOKEN);
        if (token == null || !Tokens.same(session.formToken(), token)) {
            throw Problem.forbidden("This form is of another login. Reload the page and try again.");
        }
    }

    private static boolean isOwn(String origin, HttpServletRequest request) {
        @Nullable String host = request.getHeader("Host");
        try {
            @Nullable String authority = URI.create(origin).getRawAuthority();
            return host != null && host.equalsIgnoreCase(authority);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
