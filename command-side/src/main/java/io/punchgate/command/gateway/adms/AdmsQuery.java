package io.punchgate.command.gateway.adms;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of an address, their names in any case; of repeated ones the first. Read from the query alone: the servlet's
 * own way would take a body that calls itself a form for parameters.
 */
final class AdmsQuery {

    private static final int PARAMETERS_MAX = 64;

    private final Map<String, String> values = new HashMap<>();

    private AdmsQuery() {}

    static AdmsQuery of(@Nullable String query) {
        AdmsQuery read = new AdmsQuery();
        for (String pair : query == null ? new String[0] : query.split("&", PARAMETERS_MAX)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
            read.values.putIfAbsent(decoded(name).toLowerCase(Locale.ROOT), value.strip());
        }
        return read;
    }

    /** The value of that name, which is lower case here; empty where there is none. */
    String value(String name) {
        return values.getOrDefault(name, "");
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return text;
        }
    }
}
