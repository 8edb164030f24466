package io.punchgate.command.gateway.adms;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** A body as it was packed for the way. Some firmware packs it and does not say so: its first bytes tell. */
sealed interface PackedBody {

    /** The body itself. */
    record Plain() implements PackedBody {}

    /** A body in gzip. */
    @SuppressWarnings("ArrayRecordComponent")
    record Gzip(byte[] packed) implements PackedBody {

        /**
         * The body, or null if it is longer than that.
         *
         * @throws IOException if the packed bytes are damaged
         */
        byte @Nullable [] unpacked(int bytesMax) throws IOException {
            try (GZIPInputStream stream = new GZIPInputStream(new ByteArrayInputStream(packed))) {
                byte[] body = stream.readNBytes(bytesMax + 1);
                return body.length > bytesMax ? null : body;
            }
        }
    }

    /** A body that nobody here unpacks. */
    record Unknown() implements PackedBody {}

    /** The body, by its header's {@code Content-Encoding} and its first bytes. */
    static PackedBody of(@Nullable String contentEncoding, byte[] body) {
        if (isGzip(body)) {
            return new Gzip(body);
        }
        String encoding = contentEncoding == null ? "" : contentEncoding.strip().toLowerCase(Locale.ROOT);
        return switch (encoding) {
            // A header on a body that is none: the rows are what they are.
            case "", "identity", "gzip", "x-gzip" -> new Plain();
            default -> new Unknown();
        };
    }

    private static boolean isGzip(byte[] body) {
        return body.length > 2 && ((body[0] & 0xFF) | (body[1] & 0xFF) << Byte.SIZE) == GZIPInputStream.GZIP_MAGIC;
    }
}
