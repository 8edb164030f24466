package io.punchgate.command.gateway.servlet;

import jakarta.servlet.http.HttpServletRequest;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The bytes that came with a request, as far as they are wanted. What is kept grows with what came, not with what was said. */
public final class BoundedBody {

    private BoundedBody() {}

    /** The body of so many bytes, which are few. */
    static byte[] announced(HttpServletRequest request, int bytes) throws IOException {
        return whole(request, request.getInputStream().readNBytes(bytes));
    }

    /** The same body, which must be no shorter than announced. */
    static byte[] whole(HttpServletRequest request, byte[] body) throws IOException {
        if (body.length < request.getContentLengthLong()) {
            throw new EOFException("the body is shorter than announced");
        }
        return body;
    }

    /** The body that begins so, or null if it is longer than that. */
    static byte @Nullable [] rest(HttpServletRequest request, byte[] begin, int bytesMax) throws IOException {
        byte[] rest = request.getInputStream().readNBytes(bytesMax + 1 - begin.length);
        if (begin.length + rest.length > bytesMax) {
            return null;
        }
        byte[] body = Arrays.copyOf(begin, begin.length + rest.length);
        System.arraycopy(rest, 0, body, begin.length, rest.length);
        return whole(request, body);
    }

    /** Tells whether the body is packed in a way that nobody here unpacks. */
    public static boolean isEncoded(HttpServletRequest request) {
        @Nullable String encoding = request.getHeader("Content-Encoding");
        return encoding != null && !encoding.strip().toLowerCase(Locale.ROOT).equals("identity");
    }
}
