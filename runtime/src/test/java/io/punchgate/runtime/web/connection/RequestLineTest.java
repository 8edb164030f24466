package io.punchgate.runtime.web.connection;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestLineTest {

    /** {@code ~} stands for the end of a line. */
    @ParameterizedTest
    @CsvSource({
        "GET /a?b=c HTTP/1.1~Host: a b?c d~, GET /a?b=c HTTP/1.1~Host: a b?c d~",
        "GET /a?b=c d e HTTP/1.1~x, GET /a?b=c+d+e HTTP/1.1~x",
        "GET /a?b= HTTP/1.0 c HTTP/1.1~x, GET /a?b=+HTTP/1.0+c HTTP/1.1~x",
        "GET /a b HTTP/1.1~x, GET /a b HTTP/1.1~x",
        "GET /a?b c, GET /a?b c",
        "GET /a?b c~d HTTP/1.1~, GET /a?b c~d HTTP/1.1~",
        "a?b c~, a?b c~"
    })
    void givenBytes_whenJoined_thenOnlyBlanksOfTheQueryAreReplaced(String sent, String joined) {
        ByteBuffer bytes = ByteBuffer.wrap(sent.replace("~", "\r\n").getBytes(US_ASCII));
        RequestLine.joinQuery(bytes);
        assertThat(new String(bytes.array(), US_ASCII)).isEqualTo(joined.replace("~", "\r\n"));
        assertThat(bytes.position()).isZero();
    }
}
