package io.punchgate.bench.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/**
 * A request or an answer as it comes in over a connection on which messages follow one another: no more of it is read, and no
 * more understood, than must be. Its length must be announced.
 */
public final class HttpMessage {

    private static final int BYTES_AT_FIRST = 16 * 1024;
    private static final int BYTES_MAX = 1024 * 1024;
    private static final int STATUS_AT = "HTTP/1.1 ".length();
    private static final String LENGTH = "content-length";

    private ByteBuffer bytes = ByteBuffer.allocate(BYTES_AT_FIRST);
    private int bodyAt;
    private int end;

    /**
     * Reads what there is: of the message that is not whole, or else of the next one.
     *
     * @return whether the message is whole now
     */
    public boolean readFrom(ReadableByteChannel in) throws IOException {
        if (isWhole()) {
            bytes.clear();
            bodyAt = 0;
        }
        if (in.read(bytes) < 0) {
            throw new EOFException("the connection was closed");
        }
        if (bodyAt == 0 && findBody()) {
            end = bodyAt + contentLength();
        }
        if (!bytes.hasRemaining() && !isWhole()) {
            grow();
        }
        return isWhole();
    }

    private void grow() throws IOException {
        if (bytes.capacity() == BYTES_MAX) {
            throw new IOException("a message of more than " + BYTES_MAX + " bytes");
        }
        bytes = ByteBuffer.allocate(2 * bytes.capacity()).put(bytes.flip());
    }

    private boolean isWhole() {
        return bodyAt > 0 && bytes.position() >= end;
    }

    /** The body of a message that is whole. */
    public String body() {
        return new String(bytes.array(), bodyAt, end - bodyAt, ISO_8859_1);
    }

    /** The path of a whole message that is a request, without its query. */
    public String path() {
        byte[] read = bytes.array();
        int from = 0;
        while (read[from] != ' ') {
            from++;
        }
        int until = from + 1;
        while (read[until] != ' ' && read[until] != '?') {
            until++;
        }
        return new String(read, from + 1, until - from - 1, ISO_8859_1);
    }

    /** The status of a whole message that is an answer. */
    int status() {
        byte[] read = bytes.array();
        return 100 * (read[STATUS_AT] - '0') + 10 * (read[STATUS_AT + 1] - '0') + read[STATUS_AT + 2] - '0';
    }

    /** Tells whether it has a header of that name. */
    boolean hasHeader(String name) {
        return headerAt(name) >= 0;
    }

    /** Tells whether the server closes the connection after it. */
    boolean isLast() {
        return "close".equalsIgnoreCase(header("connection"));
    }

    private boolean findBody() {
        byte[] read = bytes.array();
        for (int i = 3; i < bytes.position(); i++) {
            if (read[i] == '\n' && read[i - 1] == '\r' && read[i - 2] == '\n' && read[i - 3] == '\r') {
                bodyAt = i + 1;
                return true;
            }
        }
        return false;
    }

    private int contentLength() throws IOException {
        String length = header(LENGTH);
        if (length.isEmpty()) {
            throw new IOException("a message without Content-Length");
        }
        return Integer.parseInt(length);
    }

    /** The value of the header of that name, or nothing. */
    private String header(String name) {
        int at = headerAt(name);
        if (at < 0) {
            return "";
        }
        int until = at;
        while (bytes.get(until) != '\r') {
            until++;
        }
        return new String(bytes.array(), at, until - at, ISO_8859_1).strip();
    }

    /** The index at which the value of the header of that name, in lower case, begins; or below 0. */
    private int headerAt(String name) {
        for (int line = nextLine(0); line < bodyAt - 2; line = nextLine(line)) {
            if (isNamed(line, name)) {
                return line + name.length() + 1;
            }
        }
        return -1;
    }

    private int nextLine(int from) {
        int at = from;
        while (bytes.get(at) != '\n') {
            at++;
        }
        return at + 1;
    }

    private boolean isNamed(int line, String name) {
        for (int i = 0; i < name.length(); i++) {
            if (Character.toLowerCase(bytes.get(line + i)) != name.charAt(i)) {
                return false;
            }
        }
        return bytes.get(line + name.length()) == ':';
    }
}
