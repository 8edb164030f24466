package io.punchgate.command.delivery.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * An answer, its body cut to {@value AnswerBody#BYTES_MAX} bytes.
 *
 * @param retryAfter the header of that name, or null
 */
public record Answer(int statusCode, String body, @Nullable String retryAfter) {

    static Answer of(HttpResponse head, byte[] body) {
        @Nullable String contentType = head.headers().get(HttpHeaderNames.CONTENT_TYPE);
        byte[] plain = isGzip(body) ? unzipped(body) : body;
        return new Answer(
                head.status().code(),
                plain.length == 0 ? "" : new String(plain, charset(plain, contentType)),
                head.headers().get(HttpHeaderNames.RETRY_AFTER));
    }

    private static boolean isGzip(byte[] bytes) {
        return bytes.length > 2 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b;
    }

    /** Nobody asked for gzip, but some servers send it. No more comes of it than of any other answer. */
    private static byte[] unzipped(byte[] bytes) {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        byte[] part = new byte[4_096];
        try (InputStream zipped = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            int read = zipped.read(part);
            while (read >= 0 && plain.size() < AnswerBody.BYTES_MAX) {
                plain.write(part, 0, Math.min(read, AnswerBody.BYTES_MAX - plain.size()));
                read = zipped.read(part);
            }
            return plain.toByteArray();
        } catch (IOException e) {
            return bytes; // It only looks like gzip, or is broken: it says nothing that could be read.
        }
    }

    /** UTF-16 is told by its mark, by the header, or by its every second byte, as the first character is a Latin one. */
    private static Charset charset(byte[] text, @Nullable String contentType) {
        if (text.length >= 2) {
            int first = (text[0] & 0xff) << 8 | (text[1] & 0xff);
            if (first == 0xFEFF || first == 0xFFFE) {
                return StandardCharsets.UTF_16;
            }
            if (text[1] == 0 && text[0] != 0) {
                return StandardCharsets.UTF_16LE;
            }
            if (text[0] == 0 && text[1] != 0) {
                return StandardCharsets.UTF_16BE;
            }
        }
        return contentType == null ? StandardCharsets.UTF_8 : HttpUtil.getCharset(contentType, StandardCharsets.UTF_8);
    }
}
