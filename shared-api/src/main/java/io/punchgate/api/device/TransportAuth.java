package io.punchgate.api.device;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a device may identify itself on transports that cannot carry its auth-token.
 *
 * @param adms {@code serial} where the ADMS serial number alone is enough, else null: only the path token
 * @param networks CIDR blocks from which {@code serial} is accepted; empty: from anywhere
 */
public record TransportAuth(@Nullable String adms, List<String> networks) {

    /** Nothing but secrets. */
    public static final TransportAuth SECRETS_ONLY = new TransportAuth(null, List.of());

    public TransportAuth {
        networks = List.copyOf(networks);
    }
}
