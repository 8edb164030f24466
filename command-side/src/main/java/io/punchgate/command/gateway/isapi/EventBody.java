package io.punchgate.command.gateway.isapi;

import io.punchgate.command.gateway.InvalidReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A body as far as it came. Some firmware announces more bytes than it sends, and some ends in the middle: the event counts once
 * it is whole, and what follows it are pictures.
 */
@SuppressWarnings("ArrayRecordComponent")
sealed interface EventBody {

    Logger LOG = LoggerFactory.getLogger(EventBody.class);
    int PORTION_BYTES = 8_192;

    /** The bytes that came. */
    byte[] bytes();

    /** A body with a whole event. */
    record Whole(byte[] bytes, DeviceNotice notice) implements EventBody {}

    /** A body without one. */
    record Unreadable(byte[] bytes, InvalidReport why) implements EventBody {}

    /**
     * Reads until the event is whole and nothing more is there to be read, or the body ends.
     *
     * @param contentType the body's type; null: JSON
     * @param bytesMax once more came, no more is read
     */
    static EventBody read(@Nullable String contentType, InputStream stream, int bytesMax) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] portion = new byte[PORTION_BYTES];
        int decodedFrom = 0;
        try {
            for (int n = stream.read(portion); n >= 0 && body.size() <= bytesMax; n = stream.read(portion)) {
                body.write(portion, 0, n);
                if (body.size() >= decodedFrom && stream.available() == 0) {
                    if (decode(contentType, body.toByteArray()) instanceof Whole event) {
                        return event;
                    }
                    // Not at each byte of one who sends them singly: that would cost the square of the body.
                    decodedFrom = body.size() + body.size() / 8;
                }
            }
        } catch (IOException endedEarly) {
            LOG.debug("An event's body ended early", endedEarly);
        }
        return decode(contentType, body.toByteArray());
    }

    private static EventBody decode(@Nullable String contentType, byte[] body) {
        try {
            return new Whole(body, IsapiReportDecoder.decode(IsapiFrameDecoder.json(contentType, body)));
        } catch (InvalidReport e) {
            return new Unreadable(body, e);
        }
    }
}
