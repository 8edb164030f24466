package io.punchgate.command.gateway.adms;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A path, read: {@code /iclock/cdata}, or with a token {@code /d/{token}/iclock/cdata}. Firmware doubles {@code /iclock}
 * and adds {@code .aspx}.
 *
 * @param pathToken the secret in the path, or null
 */
record AdmsAddress(AdmsOperation operation, @Nullable String pathToken) {

    private static final int TOKEN_CHARACTERS_MAX = 256;
    private static final Pattern FORM = Pattern.compile(
            "(?:/d/(?<token>[^/]{1," + TOKEN_CHARACTERS_MAX
                    + "}))?(?:/+iclock){1,2}/+(?<name>[a-z]{1,16})(?:\\.aspx)?/?",
            Pattern.CASE_INSENSITIVE);

    static Optional<AdmsAddress> of(String path) {
        Matcher form = FORM.matcher(path);
        if (!form.matches()) {
            return Optional.empty();
        }
        @Nullable String token = form.group("token");
        return AdmsOperation.named(form.group("name")).map(operation -> new AdmsAddress(operation, token));
    }

    /** The path token is a secret: it does not show in any text of this. */
    @Override
    public String toString() {
        return "AdmsAddress[" + operation + (pathToken == null ? "]" : ", with a path token]");
    }
}
