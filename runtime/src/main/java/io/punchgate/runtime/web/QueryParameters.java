package io.punchgate.runtime.web;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parameters in an address, read without touching the body: the servlet's own reader would swallow a form. */
public record QueryParameters(Map<String, String> first) {

    public static QueryParameters of(@Nullable String query) {
        Map<String, String> first = new LinkedHashMap<>();
        for (String pair : query == null ? new String[0] : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            first.putIfAbsent(decoded(name), equals < 0 ? "" : decoded(pair.substring(equals + 1)));
        }
        return new QueryParameters(first);
    }

    public Set<String> names() {
        return first.keySet();
    }

    @Nullable
    public String value(String name) {
        return first.get(name);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return text;
        }
    }
}
