package io.punchgate.query.console.session;

import io.punchgate.runtime.access.Caller;
import java.time.Instant;

/**
 * A person's login.
 *
 * @param caller the holder of the key that was entered
 * @param key the key itself, with which forms ask for changes; nothing shows it
 * @param formToken the token without which a form is not taken
 * @param startedAt when the key was entered
 */
public record Session(Caller caller, String key, String formToken, Instant startedAt) {

    /** Under this name it is an attribute of the request. */
    public static final String ATTRIBUTE = "console.session";

    /** Never the key. */
    @Override
    public String toString() {
        return "Session[" + caller + "]";
    }
}
