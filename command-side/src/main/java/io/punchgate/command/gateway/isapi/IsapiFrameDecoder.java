package io.punchgate.command.gateway.isapi;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.punchgate.command.gateway.InvalidReport;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the event in a body: the body itself, or the part of a {@code multipart/form-data} that is no picture.
 *
 * <p>By hand, because firmware sends parts that a strict reader of multipart refuses: headers ended by LF alone, no last
 * boundary, JSON without a type.
 */
final class IsapiFrameDecoder {

    /** Parts looked through: an event and its pictures. */
    static final int PARTS_MAX = 16;

    private static final Pattern BOUNDARY = Pattern.compile(
            "boundary=(?:\"(?<quoted>[^\"]{1,70})\"|(?<plain>[^\\s;\"]{1,70}))", Pattern.CASE_INSENSITIVE);
    private static final Pattern HEADERS_END = Pattern.compile("\\r?\\n\\r?\\n");
    private static final Pattern JSON_TYPE =
            Pattern.compile("^content-type:[^\\r\\n]*json", Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

    private IsapiFrameDecoder() {}

    /**
     * The event's JSON.
     *
     * @param contentType the body's type; null: JSON
     * @throws InvalidReport if there is none
     */
    static byte[] json(@Nullable String contentType, byte[] body) {
        String type = contentType == null ? "" : contentType.strip();
        if (!type.toLowerCase(Locale.ROOT).startsWith("multipart/")) {
            return body;
        }
        Matcher boundary = BOUNDARY.matcher(type);
        if (!boundary.find()) {
            throw InvalidReport.json("the multipart body has no boundary");
        }
        @Nullable String quoted = boundary.group("quoted");
        String delimiter = "--" + (quoted == null ? boundary.group("plain") : quoted);
        // One character a byte: pictures stay what they are, and text comes out as the bytes it was.
        return jsonPart(new String(body, ISO_8859_1), delimiter).getBytes(ISO_8859_1);
    }

    private static String jsonPart(String body, String delimiter) {
        int start = body.indexOf(delimiter);
        for (int parts = 0; start >= 0 && parts < PARTS_MAX; parts++) {
            int from = start + delimiter.length();
            int end = body.indexOf("\n" + delimiter, from);
            String part = body.substring(from, end < 0 ? body.length() : end);
            Matcher headersEnd = HEADERS_END.matcher(part);
            if (headersEnd.find()) {
                String content = part.substring(headersEnd.end());
                if (JSON_TYPE.matcher(part.substring(0, headersEnd.start())).find() || content.startsWith("{")) {
                    return content;
                }
            }
            start = end < 0 ? -1 : end + 1;
        }
        throw InvalidReport.json("no part of the multipart body is JSON");
    }
}
