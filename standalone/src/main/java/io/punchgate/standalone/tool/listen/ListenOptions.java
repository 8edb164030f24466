package io.punchgate.standalone.tool.listen;

import io.punchgate.api.customer.CallbackFormat;
import io.punchgate.command.delivery.webhook.DirectPush;
import io.punchgate.standalone.tool.Flags;
import io.punchgate.standalone.tool.WrongUsage;
import java.net.URI;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The arguments, read.
 *
 * @param gate its address, without a slash at the end
 * @param target the developer's own receiver
 * @param since the record time to begin at, where the state file does not know better; null: now
 * @param sn the one device whose punches are wanted; null: all
 * @param state the file that keeps the position
 */
record ListenOptions(
        String gate,
        String apiKey,
        DirectPush.Target target,
        @Nullable Instant since,
        @Nullable String sn,
        Path state) {

    static final String USAGE = """
            --url https://gate.example --key-file FILE --forward-to http://localhost:8069/cams [more]

              --url URL                    the gate
              --key-file FILE              holds an API key of your customer
              --forward-to URL             your receiver: each punch is POSTed there as the push would
              --callback-secret-file FILE  holds the callback's signing secret, to sign by it
              --callback-token-file FILE   holds the device's callback token, for AuthToken
              --format NAME                realtime (default), cloudevents, cloudevents-batch, standard-webhooks
              --since INSTANT              begins with what was recorded then, such as 2026-06-21T04:00:00Z; default: now
              --sn SERIAL                  of this device only
              --state FILE                 keeps the place where to go on, default ./.punchgate-listen-<port>.json;
                                           where it exists it wins over --since""";

    private static final Set<String> FLAGS = Set.of(
            "url",
            "key-file",
            "forward-to",
            "callback-secret-file",
            "callback-token-file",
            "format",
            "since",
            "sn",
            "state");
    private static final Pattern API_KEY = Pattern.compile("[!-~]+");
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    static ListenOptions read(List<String> arguments) throws WrongUsage {
        Flags flags = Flags.read(arguments, FLAGS);
        if (!flags.rest().isEmpty()) {
            throw new WrongUsage("what is \"" + flags.rest().getFirst() + "\"?");
        }
        String gate = gate(flags.get("url"));
        String forwardTo = flags.get("forward-to");
        flags.get("key-file");
        return new ListenOptions(
                gate,
                apiKey(flags.findFileText("key-file").orElseThrow()),
                target(flags, forwardTo),
                since(flags),
                flags.find("sn").orElse(null),
                Path.of(flags.find("state").orElseGet(() -> ".punchgate-listen-" + port(forwardTo) + ".json")));
    }

    private static String gate(String url) throws WrongUsage {
        try {
            URI address = URI.create(url);
            boolean web = "http".equalsIgnoreCase(address.getScheme()) || "https".equalsIgnoreCase(address.getScheme());
            if (web && address.getHost() != null && address.getRawQuery() == null && address.getRawFragment() == null) {
                return url.replaceAll("/+$", "");
            }
        } catch (IllegalArgumentException e) {
            throw new WrongUsage("--url: " + e.getMessage());
        }
        throw new WrongUsage("--url: " + url + " is not an http or https address with a host");
    }

    private static String apiKey(String text) throws WrongUsage {
        if (!API_KEY.matcher(text).matches()) {
            throw new WrongUsage("--key-file does not hold an API key, and nothing else");
        }
        return text;
    }

    private static DirectPush.Target target(Flags flags, String forwardTo) throws WrongUsage {
        String label = flags.find("format").orElse(CallbackFormat.REALTIME.label());
        Optional<CallbackFormat> format = CallbackFormat.labelled(label);
        if (format.isEmpty()) {
            throw new WrongUsage(
                    "--format: " + label + " is none of realtime, cloudevents, cloudevents-batch, standard-webhooks");
        }
        try {
            return new DirectPush.Target(
                    forwardTo,
                    format.get(),
                    flags.findFileText("callback-secret-file").orElse(null),
                    flags.findFileText("callback-token-file").orElse(""));
        } catch (IllegalArgumentException e) {
            throw new WrongUsage(String.valueOf(e.getMessage()));
        }
    }

    private static @Nullable Instant since(Flags flags) throws WrongUsage {
        Optional<String> since = flags.find("since");
        try {
            return since.isEmpty() ? null : Instant.parse(since.get());
        } catch (DateTimeException e) {
            throw new WrongUsage("--since: " + since.get() + " is not an instant such as 2026-06-21T04:00:00Z");
        }
    }

    private static int port(String forwardTo) {
        URI address = URI.create(forwardTo);
        int usual = "https".equalsIgnoreCase(address.getScheme()) ? HTTPS : HTTP;
        return address.getPort() < 0 ? usual : address.getPort();
    }
}
