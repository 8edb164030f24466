package io.punchgate.command.gateway.servlet;

import jakarta.servlet.http.HttpServletRequest;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The bytes that came with a request, as far as they are wanted. */
public final class BoundedBody {

    private BoundedBody() {}

    /** The whole body, or null if it is longer than that. No more than the limit is kept, whatever the sender announces. */
    public static byte @Nullable [] read(HttpServletRequest request, int bytesMax) throws IOException {
        long announced = request.getContentLengthLong();
        if (announced > bytesMax) {
            return null;
        }
        InputStream stream = request.getInputStream();
        if (announced >= 0) {
            byte[] body = new byte[(int) announced];
            if (stream.readNBytes(body, 0, body.length) < body.length) {
                throw new EOFException("the body is shorter than announced");
            }
            return body;
        }
        byte[] body = stream.readNBytes(bytesMax + 1);
        return body.length > bytesMax ? null : body;
    }

    /** Tells whether the body is packed in a way that nobody here unpacks. */
    public static boolean isEncoded(HttpServletRequest request) {
        @Nullable String encoding = request.getHeader("Content-Encoding");
        return encoding != null && !encoding.strip().toLowerCase(Locale.ROOT).equals("identity");
    }
}
