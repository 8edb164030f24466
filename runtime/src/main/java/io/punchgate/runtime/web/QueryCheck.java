package io.punchgate.runtime.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a query that is not percent-encoded UTF-8, or that holds a NUL: the container would fail at the first parameter that is
 * asked for. Devices' paths read theirs by themselves.
 */
final class QueryCheck extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final int HEX = 16;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (isReadable(request.getQueryString()) || DevicePaths.contain(request.getRequestURI())) {
            chain.doFilter(request, response);
        } else {
            Problem unreadable = new Problem(400, "invalid_request", "The query is not percent-encoded UTF-8.", null);
            ProblemWriter.write(unreadable, request, response);
        }
    }

    static boolean isReadable(@Nullable String query) {
        if (query == null || query.indexOf('%') < 0) {
            return true;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(query.length());
        for (int n = 0; n < query.length(); n++) {
            char c = query.charAt(n);
            if (c != '%') {
                bytes.write(c < 0x80 ? c : '?');
                continue;
            }
            int high = n + 2 < query.length() ? Character.digit(query.charAt(n + 1), HEX) : -1;
            int low = n + 2 < query.length() ? Character.digit(query.charAt(n + 2), HEX) : -1;
            if (high < 0 || low < 0 || high + low == 0) {
                return false;
            }
            bytes.write(high * HEX + low);
            n += 2;
        }
        return isUtf8(bytes.toByteArray());
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            var unused = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
