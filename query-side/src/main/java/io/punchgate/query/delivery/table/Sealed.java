package io.punchgate.query.delivery.table;

import io.punchgate.api.delivery.Attempt;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The sealed excerpts of attempts: base64 in events, bytes in the tables. */
final class Sealed {

    private Sealed() {}

    static byte @Nullable [] bytes(@Nullable Attempt attempt) {
        @Nullable String sealed = attempt == null ? null : attempt.sealedExcerpt();
        return sealed == null ? null : Base64.getDecoder().decode(sealed);
    }

    static @Nullable String text(byte @Nullable [] bytes) {
        return bytes == null ? null : Base64.getEncoder().encodeToString(bytes);
    }
}
