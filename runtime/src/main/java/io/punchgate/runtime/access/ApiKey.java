package io.punchgate.runtime.access;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An API key as its holder shows it: {@code pgk.<customer id, base64url>.<key id>.<secret>}. It names the customer,
 * whose event stream tells whether the key is good: there is no table of keys to lag behind.
 *
 * @param text all of it, which is what the stored hash is of
 */
public record ApiKey(String customerId, String keyId, String text) {

    private static final Pattern FORM =
            Pattern.compile("pgk\\.([A-Za-z0-9_-]{2,88})\\.([A-Za-z0-9_-]{1,64})\\.[A-Za-z0-9_-]{43}");
    private static final Pattern CUSTOMER_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /** A new key. */
    public static ApiKey generate(String customerId, String keyId) {
        String customer =
                Base64.getUrlEncoder().withoutPadding().encodeToString(customerId.getBytes(StandardCharsets.UTF_8));
        return new ApiKey(customerId, keyId, "pgk." + customer + "." + keyId + "." + Tokens.secret());
    }

    /** The key that the text is, or empty if it has not the form of one. */
    static Optional<ApiKey> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        try {
            String customerId = new String(Base64.getUrlDecoder().decode(form.group(1)), StandardCharsets.UTF_8);
            return CUSTOMER_ID.matcher(customerId).matches()
                    ? Optional.of(new ApiKey(customerId, form.group(2), text))
                    : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /** SHA-256 of the key, lower-case hex: all that is kept of it. */
    public String hash() {
        return Tokens.sha256Hex(text);
    }

    /** Never the secret. */
    @Override
    public String toString() {
        return "ApiKey[" + customerId + ", " + keyId + "]";
    }
}
