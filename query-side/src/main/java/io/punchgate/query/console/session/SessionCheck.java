package io.punchgate.query.console.session;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Component;

/** Tells whether a login is good still: for answers that stay open after the request was let in. */
@Component
public final class SessionCheck {

    private final Sessions sessions;

    SessionCheck(Sessions sessions) {
        this.sessions = sessions;
    }

    /** True if the login of that request is good. */
    public boolean isGood(HttpServletRequest request) {
        return SessionCookie.read(request).flatMap(sessions::find).isPresent();
    }
}
