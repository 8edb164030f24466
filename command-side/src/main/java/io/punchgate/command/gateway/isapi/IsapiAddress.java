package io.punchgate.command.gateway.isapi;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A path, read: {@code /d/{token}/isapi/{serial number}}. Events do not name their device.
 *
 * @param pathToken the secret in the path
 */
record IsapiAddress(String pathToken, String sn) {

    private static final int TOKEN_CHARACTERS_MAX = 256;
    private static final Pattern FORM =
            Pattern.compile("/d/([^/]{1," + TOKEN_CHARACTERS_MAX + "})/isapi/([A-Za-z0-9._-]{1,64})/?");

    static Optional<IsapiAddress> of(String path) {
        Matcher form = FORM.matcher(path);
        return form.matches() ? Optional.of(new IsapiAddress(form.group(1), form.group(2))) : Optional.empty();
    }

    /** The path token is a secret: it does not show in any text of this. */
    @Override
    public String toString() {
        return "IsapiAddress[" + sn + "]";
    }
}
