package io.punchgate.command.delivery.webhook;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * An answer, its body cut to {@value #BODY_BYTES_MAX} bytes.
 *
 * @param retryAfter the header of that name, or null
 */
record Answer(int statusCode, String body, @Nullable String retryAfter) {

    private static final int BODY_BYTES_MAX = 64 * 1024;

    /** Sends the request and reads the answer, blocking. */
    static Answer of(CloseableHttpClient client, HttpPost request, HttpContext context) throws IOException {
        try (ClassicHttpResponse response = client.executeOpen(null, request, context)) {
            @Nullable Header retryAfter = response.getFirstHeader("Retry-After");
            return new Answer(
                    response.getCode(), body(response, request), retryAfter == null ? null : retryAfter.getValue());
        }
    }

    private static String body(ClassicHttpResponse response, HttpPost request) throws IOException {
        @Nullable HttpEntity entity = response.getEntity();
        if (entity == null) {
            return "";
        }
        InputStream content = entity.getContent();
        long length = entity.getContentLength();
        // One more than announced, to meet the end; and no more, as that is what memory is taken for.
        int wanted = length >= 0 && length < BODY_BYTES_MAX ? (int) length + 1 : BODY_BYTES_MAX + 1;
        byte[] bytes = content.readNBytes(wanted);
        if (bytes.length > BODY_BYTES_MAX) {
            // Closing the response would read the rest of it, to keep the connection: give the connection up instead.
            request.cancel();
        }
        byte[] kept = bytes.length > BODY_BYTES_MAX ? Arrays.copyOf(bytes, BODY_BYTES_MAX) : bytes;
        byte[] plain = isGzip(kept) ? unzipped(kept) : kept;
        return new String(plain, charset(plain, entity.getContentType()));
    }

    private static boolean isGzip(byte[] bytes) {
        return bytes.length > 2 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b;
    }

    /** Nobody asked for gzip, but some servers send it. No more comes of it than of any other answer. */
    private static byte[] unzipped(byte[] bytes) {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        byte[] part = new byte[4_096];
        try (InputStream zipped = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            int read = zipped.read(part);
            while (read >= 0 && plain.size() < BODY_BYTES_MAX) {
                plain.write(part, 0, Math.min(read, BODY_BYTES_MAX - plain.size()));
                read = zipped.read(part);
            }
            return plain.toByteArray();
        } catch (IOException e) {
            return bytes; // It only looks like gzip, or is broken: it says nothing that could be read.
        }
    }

    /** UTF-16 is told by its mark, by the header, or by its every second byte, as the first character is a Latin one. */
    private static Charset charset(byte[] text, @Nullable String contentType) {
        if (text.length >= 2) {
            int first = (text[0] & 0xff) << 8 | (text[1] & 0xff);
            if (first == 0xFEFF || first == 0xFFFE) {
                return StandardCharsets.UTF_16;
            }
            if (text[1] == 0 && text[0] != 0) {
                return StandardCharsets.UTF_16LE;
            }
            if (text[0] == 0 && text[1] != 0) {
                return StandardCharsets.UTF_16BE;
            }
        }
        @Nullable ContentType type = ContentType.parseLenient(contentType);
        @Nullable Charset named = type == null ? null : type.getCharset();
        return named == null ? StandardCharsets.UTF_8 : named;
    }
}
