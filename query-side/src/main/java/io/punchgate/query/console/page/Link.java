package io.punchgate.query.console.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An address of the console: a path, whose variable parts are encoded, and parameters. */
public final class Link {

    private final StringBuilder path;
    private final Map<String, String> parameters = new LinkedHashMap<>();

    private Link(String path) {
        this.path = new StringBuilder(path);
    }

    /** The address of that path, which needs no encoding. */
    public static Link to(String path) {
        return new Link(path);
    }

    /** Adds a segment that may be any text. */
    public Link segment(String segment) {
        // A path of dots alone means another folder, even encoded.
        path.append('/').append(segment.matches("\\.+") ? segment.replace(".", "%252E") : encoded(segment));
        return this;
    }

    /** Adds a parameter, unless it is null. */
    public Link with(String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            parameters.put(name, value);
        }
        return this;
    }

    /** The address. */
    @Override
    public String toString() {
        String query = parameters.entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + encoded(parameter.getValue()))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? path.toString() : path + "?" + query;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
