package io.punchgate.command.delivery.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.net.URI;
import java.util.Objects;

/** The part of a POST that is the same for each to one address, encoded once. It ends where the length of the body follows. */
public final class PreparedPost {

    private static final String AGENT = "Punchgate/"
            + Objects.requireNonNullElse(PreparedPost.class.getPackage().getImplementationVersion(), "dev");

    private final HttpAddress address;
    private final byte[] head;

    private PreparedPost(HttpAddress address, byte[] head) {
        this.address = address;
        this.head = head;
    }

    /**
     * Prepares POSTs.
     *
     * @param uri http or https, with a host and a path, without a user and a fragment
     */
    public static PreparedPost of(URI uri, String contentType) {
        String path = URI.create(uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()))
                .toASCIIString();
        String host = uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
        String head = "POST " + path + " HTTP/1.1\r\nHost: " + host + "\r\nUser-Agent: " + AGENT
                + "\r\nConnection: keep-alive\r\nContent-Type: " + contentType + "\r\nContent-Length: ";
        return new PreparedPost(HttpAddress.of(uri), head.getBytes(US_ASCII));
    }

    HttpAddress address() {
        return address;
    }

    byte[] head() {
        return head;
    }
}
