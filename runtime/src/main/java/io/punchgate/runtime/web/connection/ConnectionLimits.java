package io.punchgate.runtime.web.connection;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The limits of HTTP connections.
 *
 * @param headerTime for all headers of a request, from its first byte on
 * @param bodyTime for all of a request's body, from the end of its headers on
 * @param perAddressMax open connections of one address; one more is closed at once. Proxies and sites behind one address have
 *     many devices
 * @param unfinishedHeadersMax requests whose headers have begun and not ended, of all callers; some 50 KiB each
 * @param unfinishedHeadersPerAddressMax those of one address; one more ends its connection
 */
@ConfigurationProperties("punchgate.connections")
public record ConnectionLimits(
        @DefaultValue("15s") Duration headerTime,
        @DefaultValue("30s") Duration bodyTime,
        @DefaultValue("3000") int perAddressMax,
        @DefaultValue("700") int unfinishedHeadersMax,
        @DefaultValue("200") int unfinishedHeadersPerAddressMax) {

    /** The limits where an operator sets none. */
    public static final ConnectionLimits STANDARD =
            new ConnectionLimits(Duration.ofSeconds(15), Duration.ofSeconds(30), 3_000, 700, 200);
}
