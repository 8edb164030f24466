package io.punchgate.command.delivery.webhook;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A callback's address with the service tag's id in its query, as the receivers in the field demand it. */
final class CallbackUrl {

    private static final String SERVICE_TAG = "stgid";

    private CallbackUrl() {}

    /**
     * The address to POST to. An {@code stgid} that the customer put there itself stays; other parameters are kept.
     *
     * @throws URISyntaxException if it is no http or https address with a host
     */
    static URI of(String url, String serviceTagId) throws URISyntaxException {
        URI address = new URI(url);
        String scheme = address.getScheme();
        boolean web = "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
        if (!web || address.getHost() == null) {
            throw new URISyntaxException(url, "not an http or https address with a host");
        }
        @Nullable String query = address.getRawQuery();
        String wanted = serviceTagId.isEmpty() || has(query) ? query : plus(query, serviceTagId);
        String called = scheme + "://" + authority(address) + path(address) + (wanted == null ? "" : "?" + wanted);
        return called.equals(url) ? address : new URI(called);
    }

    private static boolean has(@Nullable String query) {
        return query != null
                && Arrays.stream(query.split("&", -1))
                        .anyMatch(p -> p.equals(SERVICE_TAG) || p.startsWith(SERVICE_TAG + "="));
    }

    private static String plus(@Nullable String query, String serviceTagId) {
        String parameter = SERVICE_TAG + "=" + URLEncoder.encode(serviceTagId, StandardCharsets.UTF_8);
        return query == null || query.isEmpty() ? parameter : query + "&" + parameter;
    }

    private static String authority(URI address) {
        return address.getHost() + (address.getPort() < 0 ? "" : ":" + address.getPort());
    }

    private static String path(URI address) {
        return address.getRawPath() == null || address.getRawPath().isEmpty() ? "/" : address.getRawPath();
    }
}
