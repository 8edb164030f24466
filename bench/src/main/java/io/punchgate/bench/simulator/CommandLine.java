package io.punchgate.bench.simulator;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Options as {@code --name value} or {@code --name=value}; the usage says which there are. */
record CommandLine(Map<String, String> values) {

    private static final Pattern SOCKET = Pattern.compile("(?<host>[^:/]+|\\[[0-9a-fA-F:]+\\]):(?<port>[0-9]{1,5})");

    static CommandLine of(String usage, String... arguments) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < arguments.length; i++) {
            String[] option = arguments[i].split("=", 2);
            String name = option[0].startsWith("--") ? option[0].substring(2) : "";
            if (!Pattern.compile("^ *--" + Pattern.quote(name) + " ", Pattern.MULTILINE)
                    .matcher(usage)
                    .find()) {
                throw new IllegalArgumentException("not understood: " + arguments[i]);
            }
            boolean flag = name.equals("tls");
            if (option.length == 1 && !flag && i + 1 == arguments.length) {
                throw new IllegalArgumentException("--" + name + " lacks its value");
            }
            values.put(name, option.length == 2 ? option[1] : flag ? "true" : arguments[++i]);
        }
        return new CommandLine(values);
    }

    String text(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    boolean flag(String name) {
        return text(name, "false").equals("true");
    }

    @Nullable
    Path path(String name) {
        @Nullable String text = values.get(name);
        return text == null ? null : Path.of(text);
    }

    double number(String name, double otherwise, double min, double max) {
        @Nullable String text = values.get(name);
        if (text == null) {
            return otherwise;
        }
        double number = text.matches("[0-9]{1,10}(\\.[0-9]{1,6})?") ? Double.parseDouble(text) : Double.NaN;
        if (!(number >= min && number <= max)) {
            throw new IllegalArgumentException(
                    "--%s is a number from %s to %s, not %s".formatted(name, plain(min), plain(max), text));
        }
        return number;
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }

    <T extends Enum<T>> T oneOf(String name, Class<T> type, T otherwise) {
        String text = text(name, otherwise.name());
        for (T each : type.getEnumConstants()) {
            if (each.name().equalsIgnoreCase(text)) {
                return each;
            }
        }
        String known = Arrays.stream(type.getEnumConstants())
                .map(each -> each.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        throw new IllegalArgumentException("--" + name + " is none of " + known + ": " + text);
    }

    /** An address of http or https, without a slash at the end. */
    URI url(String name, String otherwise) {
        String text = text(name, otherwise).replaceAll("/+$", "");
        if (!text.matches("https?://[^/?#@ ]+(/[^?# ]*)?")) {
            throw new IllegalArgumentException("--" + name + " is no address of http or https: " + text);
        }
        return URI.create(text);
    }

    InetSocketAddress socket(String name, String host, int port) {
        @Nullable String text = values.get(name);
        if (text == null) {
            return InetSocketAddress.createUnresolved(host, port);
        }
        Matcher parts = SOCKET.matcher(text);
        if (!parts.matches() || Integer.parseInt(parts.group("port")) > 65_535) {
            throw new IllegalArgumentException("--" + name + " is no host:port: " + text);
        }
        return InetSocketAddress.createUnresolved(parts.group("host"), Integer.parseInt(parts.group("port")));
    }

    ZoneId zone(String name, String otherwise) {
        String text = text(name, otherwise);
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("--" + name + " is no time zone: " + text, e);
        }
    }
}
