package io.punchgate.bench.peer;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** The punch that the load sends, as a peer reads it: what is wrong is refused when the record is made. */
@JsonNaming(SnakeCaseStrategy.class)
public record PunchBody(String userId, String attTime, int attState, int inputType) {

    private static final int USER_CHARACTERS_MAX = 64;
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final byte[] STORED = "{\"ok\":true}".getBytes(US_ASCII);

    /** Checks what must be given. */
    public PunchBody {
        if (userId.isBlank() || userId.length() > USER_CHARACTERS_MAX) {
            throw new IllegalArgumentException("user_id is empty or too long");
        }
    }

    /**
     * The wall-clock time at the device.
     *
     * @throws java.time.DateTimeException if it is none
     */
    public LocalDateTime time() {
        return LocalDateTime.parse(attTime, LOCAL);
    }

    /** The answer of a success; as bytes, so that it has a Content-Length. */
    public static byte[] stored() {
        return STORED.clone();
    }
}
