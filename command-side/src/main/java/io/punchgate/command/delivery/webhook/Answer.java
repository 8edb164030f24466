package io.punchgate.command.delivery.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;

/**
 * An answer, its body cut to {@value #BODY_BYTES_MAX} bytes.
 *
 * @param retryAfter the header of that name, or null
 */
record Answer(int statusCode, String body, @Nullable String retryAfter) {

    private static final int BODY_BYTES_MAX = 64 * 1024;

    /** Sends the request and reads the answer, blocking. */
    static Answer of(CloseableHttpClient client, HttpPost request) throws IOException {
        try (ClassicHttpResponse response = client.executeOpen(null, request, null)) {
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
        return new String(bytes, 0, Math.min(bytes.length, BODY_BYTES_MAX), StandardCharsets.UTF_8);
    }
}
