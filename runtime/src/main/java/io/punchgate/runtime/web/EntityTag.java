package io.punchgate.runtime.web;

import io.punchgate.api.Sha256;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.WebRequest;

/**
 * Tells apart answers that their readers may keep for themselves, if they ask each time whether they are still the same: what a
 * reader names in {@code If-None-Match} is not sent again (304).
 */
public final class EntityTag {

    /** As many as tell any two bodies apart. */
    private static final int HASH_BYTES = 16;

    private EntityTag() {}

    /** Marks the answer with that body as one that may be kept. True: the reader has it, and it is not to be sent. */
    public static boolean isKept(byte[] body, WebRequest request, HttpServletResponse response) {
        response.setHeader("Cache-Control", "private, no-cache");
        String tag = of(body);
        if (isAny(request)) {
            response.setHeader("ETag", tag);
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return true;
        }
        return request.checkNotModified(tag);
    }

    /**
     * Tells whether the reader wants no body that there is, {@code If-None-Match: *} (RFC 9110, 13.1.2). Spring takes that to
     * heart for calls that change something only.
     */
    public static boolean isAny(WebRequest request) {
        String @Nullable [] named = request.getHeaderValues("If-None-Match");
        return named != null && Stream.of(named).map(String::strip).anyMatch("*"::equals);
    }

    /** The tag of these bytes: the same in every process, and another one for any other bytes. */
    private static String of(byte[] body) {
        byte[] hash = Arrays.copyOf(Sha256.of(body), HASH_BYTES);
        return '"' + Base64.getUrlEncoder().withoutPadding().encodeToString(hash) + '"';
    }
}
