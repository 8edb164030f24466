package io.punchgate.runtime.web.connection;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;

/**
 * The first line of a request, as bytes. Some firmware of devices writes blanks into the query of its address as they are:
 * {@code INFO=Ver 8.0}.
 */
final class RequestLine {

    private static final byte[] PROTOCOL = " HTTP/1.".getBytes(US_ASCII);

    private RequestLine() {}

    /**
     * Writes a plus sign for each blank in the query of a request line, in place: it means the same there, and is as long. Bytes
     * that are no whole request line with a query stay as they are.
     */
    static void joinQuery(ByteBuffer bytes) {
        int query = -1;
        for (int at = bytes.position(); at < bytes.limit(); at++) {
            byte next = bytes.get(at);
            if (next == '\n') {
                int protocol = query < 0 ? -1 : protocolBefore(bytes, query, at);
                for (int blank = query; blank < protocol; blank++) {
                    if (bytes.get(blank) == ' ') {
                        bytes.put(blank, (byte) '+');
                    }
                }
                return;
            }
            if (next == '?' && query < 0) {
                query = at;
            }
        }
    }

    /** The place of the last blank before the protocol's name, or -1. */
    private static int protocolBefore(ByteBuffer bytes, int from, int end) {
        for (int at = end - PROTOCOL.length; at > from; at--) {
            int same = 0;
            while (same < PROTOCOL.length && bytes.get(at + same) == PROTOCOL[same]) {
                same++;
            }
            if (same == PROTOCOL.length) {
                return at;
            }
        }
        return -1;
    }
}
