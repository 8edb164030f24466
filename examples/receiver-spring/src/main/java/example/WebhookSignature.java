package example;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Checks signatures as Standard Webhooks 1.0.0 tells: HMAC-SHA256 over {@code id.timestamp.body}. */
@Component
class WebhookSignature {

    private static final Duration CLOCK_SKEW_MAX = Duration.ofMinutes(5);

    private final byte[] key;
    private final Clock clock;

    /** @param secret what {@code PUT /customers/{id}/callback} answered as signing_secret */
    WebhookSignature(@Value("${callback.secret}") String secret, Clock clock) {
        this.key = Base64.getDecoder().decode(secret.replaceFirst("^whsec_", ""));
        this.clock = clock;
    }

    /** True if one of the signatures is right, and the request is not somebody's copy of an old one. */
    boolean isRight(String id, long timestampSeconds, String signatures, byte[] body) {
        if (Math.abs(clock.instant().getEpochSecond() - timestampSeconds) > CLOCK_SKEW_MAX.toSeconds()) {
            return false;
        }
        byte[] expected = ("v1," + hmac(id + "." + timestampSeconds + ".", body)).getBytes();
        // While a secret is rotated there are two. The comparison takes the same time wherever they differ.
        return Arrays.stream(signatures.split(" "))
                .anyMatch(given -> MessageDigest.isEqual(given.getBytes(), expected));
    }

    private String hmac(String head, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update(head.getBytes());
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }
}
