package io.punchgate.command.gateway.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.punchgate.command.gateway.json.DeviceAnswer;
import io.punchgate.command.gateway.servlet.BoundedBody;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/** The kind of a request's body. */
final class RequestBody {

    private RequestBody() {}

    /** The refusal of the body's kind, or null if it is JSON in UTF-8. A missing type counts as JSON. */
    static @Nullable DeviceAnswer unsupported(HttpServletRequest request) {
        if (BoundedBody.isEncoded(request)) {
            return unsupported("Content-Encoding is not supported");
        }
        @Nullable String type = request.getHeader("Content-Type");
        return type == null || type.isBlank() || isJson(type) ? null : unsupported("Content-Type is not JSON in UTF-8");
    }

    private static DeviceAnswer unsupported(String message) {
        return DeviceAnswer.error(415, "unsupported_media_type", message, null);
    }

    private static boolean isJson(String contentType) {
        try {
            MediaType type = MediaType.parseMediaType(contentType);
            @Nullable Charset charset = type.getCharset();
            boolean json = type.getType().equals("application")
                    && (type.getSubtype().equals("json") || type.getSubtype().endsWith("+json"));
            return json && (charset == null || charset.equals(UTF_8) || charset.equals(US_ASCII));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
