package io.punchgate.command.gateway.tcp;

import static io.punchgate.command.gateway.tcp.TcpFrameDecoder.FIRST_LINE_BYTES_MAX;
import static io.punchgate.command.gateway.tcp.TcpFrameDecoder.LINE_BYTES_MAX;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TcpFrameDecoderTest {

    private static final String LINES = "one\ntwo\r\n\n\r\nth\rree\r\r\nhalf";

    private final EmbeddedChannel channel = new EmbeddedChannel(new TcpFrameDecoder());

    @Test
    void givenLines_whenReadAtOnce_thenCutAtTheirEnds() {
        assertThat(read(LINES)).containsExactly("one", "two", "", "", "th\rree\r");
    }

    @Test
    void givenLines_whenReadByteByByte_thenTheSame() {
        List<String> lines = new ArrayList<>();
        LINES.chars().forEach(c -> lines.addAll(read(Character.toString(c))));
        assertThat(lines).containsExactly("one", "two", "", "", "th\rree\r");
    }

    @Test
    void givenHalfALine_whenTheConnectionEnds_thenItIsNone() {
        read("half");
        assertThat(channel.finish()).isFalse();
    }

    @Test
    void givenLineAtTheLimit_whenRead_thenWhole() {
        String first = "x".repeat(FIRST_LINE_BYTES_MAX);
        String longest = "x".repeat(LINE_BYTES_MAX);
        assertThat(read(first + "\n")).containsExactly(first);
        assertThat(read(longest + "\n" + longest + "\r\n")).containsExactly(longest, longest);
    }

    @Test
    void givenTheFirstLine_whenItGrowsTooLongForALogin_thenToldAtOnce() {
        assertThat(read("x".repeat(FIRST_LINE_BYTES_MAX))).isEmpty();
        assertThat(read("xx")).containsExactly("too long");
    }

    @Test
    void givenLongerLine_whenRead_thenTooLongOnceAndNothingAfterIt() {
        assertThat(read("ok\n" + "x".repeat(LINE_BYTES_MAX + 1) + "\nok\n")).containsExactly("ok", "too long");
        assertThat(read("ok\n")).isEmpty();
    }

    @Test
    void givenLineWithoutEnd_whenItGrowsTooLong_thenToldAtOnce() {
        assertThat(read("ok\n")).containsExactly("ok");
        assertThat(read("x".repeat(LINE_BYTES_MAX))).isEmpty();
        assertThat(read("xx")).containsExactly("too long");
        assertThat(read("x".repeat(LINE_BYTES_MAX))).isEmpty();
    }

    private List<String> read(String bytes) {
        channel.writeInbound(Unpooled.copiedBuffer(bytes, UTF_8));
        List<String> lines = new ArrayList<>();
        for (@Nullable Object next = channel.readInbound(); next != null; next = channel.readInbound()) {
            lines.add(next instanceof byte[] line ? new String(line, UTF_8) : "too long");
        }
        return lines;
    }
}
