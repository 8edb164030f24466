package io.punchgate.command.delivery.http;

import io.netty.util.NetUtil;
import java.net.URI;
import java.util.Locale;

/**
 * The place that connections are made to.
 *
 * @param host in lower case; an IPv6 address is in brackets
 */
record HttpAddress(boolean secure, String host, int port) {

    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    static HttpAddress of(URI uri) {
        boolean secure = "https".equalsIgnoreCase(uri.getScheme());
        int usual = secure ? HTTPS : HTTP;
        return new HttpAddress(
                secure, uri.getHost().toLowerCase(Locale.ROOT), uri.getPort() < 0 ? usual : uri.getPort());
    }

    /** Tells whether the host is an address itself, so that no name has to be looked up. */
    boolean isLiteral() {
        return host.startsWith("[") || NetUtil.isValidIpV4Address(host);
    }

    /** The host as certificates name it. */
    String peerName() {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }
}
