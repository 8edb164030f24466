package io.punchgate.runtime.access;

import io.punchgate.runtime.web.Problem;
import io.punchgate.runtime.web.QueryParameters;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds out who calls: by the token in the header, or by a ticket where those open something. */
record CallerLookup(AdminToken adminToken, ApiKeys apiKeys, StreamTickets tickets) {

    private static final String SCHEME = "bearer ";
    /** Addresses end up in logs and histories: a key in one is refused, so that clients do not come to rely on it. */
    private static final Set<String> KEYS_IN_URL = Set.of(
            "api_key", "apikey", "api-key", "token", "access_token", "auth_token", "key", "bearer", "authorization");

    /** In an address a ticket may stand: it is worth nothing once it was used. */
    private static final String TICKET = "ticket";

    /**
     * The caller.
     *
     * @throws Problem 401 where nobody of that name is known; 400 where a key stands in the address
     */
    Caller of(HttpServletRequest request) {
        @Nullable String header = request.getHeader("Authorization");
        QueryParameters query = QueryParameters.of(request.getQueryString());
        if (query.names().stream().map(name -> name.toLowerCase(Locale.ROOT)).anyMatch(KEYS_IN_URL::contains)) {
            throw header == null
                    ? Problem.unauthorized()
                    : new Problem(
                            400, "key_in_url", "A key must not be part of an address; send it as a header.", null);
        }
        @Nullable String ticket = query.value(TICKET);
        if (header == null && ticket != null && isStream(request)) {
            return holderOf(ticket);
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

    private static boolean isStream(HttpServletRequest request) {
        return request.getMethod().equals("GET") && request.getServletPath().equals(ReadKind.STREAM_PATH);
    }

    private Caller holderOf(String ticket) {
        Optional<Caller.KeyHolder> holder =
                tickets.redeem(ticket).flatMap(of -> apiKeys.holderOf(of.customerId(), of.keyId()));
        return holder.orElseThrow(Problem::unauthorized);
    }
}
