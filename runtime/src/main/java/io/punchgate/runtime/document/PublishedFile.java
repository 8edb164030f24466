package io.punchgate.runtime.document;

import io.punchgate.api.Sha256;
import io.punchgate.runtime.web.EntityTag;
import java.util.HexFormat;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.context.request.WebRequest;

/**
 * Bytes that everybody may read, with their version: asked for again, they are answered 304 as long as they are the same. The
 * version is a weak one, since a strong one would keep the container from compressing them.
 */
final class PublishedFile {

    private static final int VERSION_BYTES = 16;

    private final MediaType type;
    private final byte[] bytes;
    private final String version;

    PublishedFile(MediaType type, byte[] bytes) {
        this.type = type;
        this.bytes = bytes;
        this.version = "W/\"" + HexFormat.of().formatHex(Sha256.of(bytes), 0, VERSION_BYTES) + "\"";
    }

    /** The answer, which Spring turns into a 304 where the caller names that version. */
    ResponseEntity<byte[]> answer(WebRequest request, HttpHeaders more) {
        boolean kept = EntityTag.isAny(request);
        return ResponseEntity.status(kept ? HttpStatus.NOT_MODIFIED : HttpStatus.OK)
                .contentType(type)
                .eTag(version)
                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                .header("X-Content-Type-Options", "nosniff")
                .headers(more)
                .body(kept ? null : bytes);
    }
}
