package io.punchgate.command.gateway.adms;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a body, one after the other: lines that are not blank, ended by LF, CRLF or CR. Each is decoded by itself, as
 * UTF-8 or else as GBK, which old firmware writes names in: no byte is lost, so that two users never become one. Firmware
 * written in C sends the NUL that ends its text: it belongs to no row.
 */
final class AdmsFrameDecoder implements Iterator<String> {

    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final List<Charset> CHARSETS =
            Stream.concat(Stream.of(UTF_8), named("GBK").stream()).toList();

    private final byte[] body;
    private int position;
    private @Nullable String next;

    AdmsFrameDecoder(byte[] body) {
        this.body = body;
        this.next = advance();
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public String next() {
        @Nullable String row = next;
        if (row == null) {
            throw new NoSuchElementException("there are no more rows");
        }
        next = advance();
        return row;
    }

    /** Counts the rows that are left; there are none afterwards. */
    int countRest() {
        int count = 0;
        for (; hasNext(); next = advance()) {
            count++;
        }
        return count;
    }

    private @Nullable String advance() {
        while (position < body.length) {
            int start = position;
            int end = start;
            while (end < body.length && body[end] != '\n' && body[end] != '\r') {
                end++;
            }
            position = end + 1;
            String row = decoded(start, withoutNulAtTheEnd(start, end));
            if (!row.isBlank()) {
                return row;
            }
        }
        return null;
    }

    private int withoutNulAtTheEnd(int start, int end) {
        int last = end;
        while (last > start && body[last - 1] == 0) {
            last--;
        }
        return last;
    }

    private String decoded(int start, int end) {
        int length = end - start;
        String row = CHARSETS.stream()
                .flatMap(charset -> decoded(charset, start, length).stream())
                .findFirst()
                .orElseGet(() -> new String(body, start, length, ISO_8859_1));
        return start == 0 && row.startsWith(BYTE_ORDER_MARK) ? row.substring(1) : row;
    }

    private Optional<String> decoded(Charset charset, int start, int length) {
        try {
            return Optional.of(charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(body, start, length))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** A small runtime image may lack it. */
    private static Optional<Charset> named(String name) {
        return Charset.isSupported(name) ? Optional.of(Charset.forName(name)) : Optional.empty();
    }
}
