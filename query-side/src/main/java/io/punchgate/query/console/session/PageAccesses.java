package io.punchgate.query.console.session;

import io.punchgate.runtime.access.Caller;
import io.punchgate.runtime.access.KeptAccesses;
import io.punchgate.runtime.access.use.KeyUses;
import io.punchgate.runtime.web.Problem;
import io.punchgate.runtime.web.QueryParameters;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes down who looks at which page, before it is shown, as calls of the API are. Of a person's page, not whose. */
final class PageAccesses {

    private static final Logger LOG = LoggerFactory.getLogger(PageAccesses.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    private static final String PEOPLE = "/console/people/";
    private static final Pattern OF_DEVICE = Pattern.compile("/console/devices/([^/]+).*");

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final KeptAccesses accesses;
    private final KeyUses uses;

    PageAccesses(KeptAccesses accesses, KeyUses uses) {
        this.accesses = accesses;
        this.uses = uses;
    }

    /**
     * Returns once it is written down, if it is to be.
     *
     * @throws Problem 503 if it could not be
     */
    void keep(Caller caller, HttpServletRequest request) {
        if (caller instanceof Caller.KeyHolder holder) {
            uses.add(holder.keyId());
        }
        String path = request.getServletPath();
        Matcher device = OF_DEVICE.matcher(path);
        try {
            accesses.keep(
                    caller,
                    request.getMethod() + " " + (path.startsWith(PEOPLE) ? PEOPLE + "-" : path),
                    customer(request),
                    device.matches() ? device.group(1) : null,
                    request);
        } catch (RuntimeException e) {
            LOG.warn("an access could not be written down; the page is answered 503", e);
            throw Problem.unavailable(RETRY_AFTER);
        }
    }

    /** The customer that an operator chose. */
    private static @Nullable String customer(HttpServletRequest request) {
        @Nullable String chosen = QueryParameters.of(request.getQueryString()).value("customer");
        return chosen != null && ID.matcher(chosen).matches() ? chosen : null;
    }
}
