package io.punchgate.command.gateway.anviz;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.punchgate.api.device.ReportedPunch;
import io.punchgate.command.gateway.DecodedRow;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Known frames, and what is read of them and written as them. */
class FramesTest {

    private static final HexFormat HEX = HexFormat.ofDelimiter(" ").withUpperCase();
    private static final String RECORD = "A5 00 00 00 07 DF 00 00 0E 00 00 00 03 E9 31 C9 1A 18 01 80 00 00 00 B6 BA";
    private static final String PING = "A5 00 00 00 07 7F 00 00 C1 0B";
    private static final String PONG = "A5 00 00 00 07 FF 00 00 00 E0 FA";

    private static List<Object> decode(byte[]... pieces) {
        EmbeddedChannel channel = new EmbeddedChannel(new AnvizFrameDecoder());
        for (byte[] piece : pieces) {
            channel.writeInbound(Unpooled.wrappedBuffer(piece));
        }
        List<Object> frames = new ArrayList<>();
        for (@Nullable Object next = channel.readInbound(); next != null; next = channel.readInbound()) {
            frames.add(next);
        }
        return frames;
    }

    private static byte[] hex(String frame) {
        return HEX.parseHex(frame);
    }

    @Test
    void givenCheckString_whenSummed_thenTheKnownChecksum() {
        byte[] digits = "123456789".getBytes(US_ASCII);
        assertThat(Checksum.of(digits, digits.length)).isEqualTo(0x6F91);
    }

    @Test
    void givenKnownFrames_whenWritten_thenByteForByte() {
        assertThat(HEX.formatHex(AnvizFrame.ask(7, AnvizFrame.PING).bytes())).isEqualTo(PING);
        assertThat(HEX.formatHex(AnvizFrame.pong(7).bytes())).isEqualTo(PONG);
        assertThat(HEX.formatHex(AnvizFrame.fetchNew(7).bytes())).isEqualTo("A5 00 00 00 07 40 00 02 02 19 C4 D8");
        assertThat(HEX.formatHex(AnvizFrame.clearNew(7, 2).bytes()))
                .isEqualTo("A5 00 00 00 07 4E 00 04 02 00 00 02 2F 70");
    }

    @Test
    void givenFramesInAnyPieces_whenDecoded_thenEachOnce() {
        byte[] both = hex(PING + " " + RECORD + " " + PONG);
        byte[][] bytes = new byte[both.length][];
        for (int n = 0; n < both.length; n++) {
            bytes[n] = new byte[] {both[n]};
        }
        List<Object> frames = decode(both);
        assertThat(frames).hasSize(3);
        assertThat(decode(bytes)).isEqualTo(frames);
        assertThat(frames.getFirst()).isEqualTo(AnvizFrame.ask(7, AnvizFrame.PING));
        assertThat(frames.getLast()).isEqualTo(AnvizFrame.pong(7));
    }

    @Test
    void givenRealTimeRecord_whenDecoded_thenThePunchWithoutTheDoor() {
        AnvizFrame frame = (AnvizFrame) decode(hex(RECORD)).getFirst();
        assertThat(frame.deviceId()).isEqualTo(7);
        assertThat(frame.command()).isEqualTo(AnvizFrame.REAL_TIME_RECORD);
        ReportedPunch punch = ((DecodedRow.Punch) AnvizReportDecoder.decodeRecord(frame.data())).punch();
        assertThat(punch.userId()).isEqualTo("1001");
        assertThat(punch.wallClock()).isEqualTo("2026-06-21T09:30:00");
        assertThat(punch.offset()).isNull();
        assertThat(punch.attTimeRaw()).isEqualTo("2026-06-21 09:30:00");
        assertThat(punch.state()).isEqualTo("0");
        assertThat(punch.input()).isEqualTo("1");
        assertThat(punch.codes()).isEqualTo(AnvizCodes.TABLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A5 00 00 00 07 7F 00 00 C1 0C",
                "00 A5 00 00 00 07 7F 00 00 C1 0B",
                "A5 00 00 00 07 7F 04 01 C1 0B",
                "A5 00 00 00 07 DF 00 FF FF C1 0B"
            })
    void givenWrongChecksumStartOrLength_whenDecoded_thenBrokenOnceAndNothingAfterIt(String frame) {
        assertThat(decode(hex(frame), hex(PING))).containsExactly(AnvizFrameDecoder.BROKEN);
    }

    @Test
    void givenPages_whenDecoded_thenTheirRecords() {
        String record = "00 00 00 03 E9 31 C9 1A 18 03 01 00 00 00";
        assertThat(AnvizReportDecoder.decode(hex("00"))).isEmpty();
        assertThat(AnvizReportDecoder.decode(new byte[0])).isEmpty();
        List<DecodedRow> rows = AnvizReportDecoder.decode(hex("02 " + record + " " + record.replace("03 E9", "03 EA")));
        assertThat(rows).hasSize(2).allMatch(DecodedRow.Punch.class::isInstance);
        assertThat(((DecodedRow.Punch) rows.getLast()).punch().userId()).isEqualTo("1002");
        assertThat(((DecodedRow.Punch) rows.getLast()).punch().state()).isEqualTo("1");
        assertThat(AnvizReportDecoder.decode(hex("01 " + record.replace("03 E9", "00 00"))))
                .containsExactly(new DecodedRow.NoPunch());
        assertThat(AnvizReportDecoder.decode(hex("03 " + record + " 00 00"))).hasSize(1);
        assertThat(AnvizReportDecoder.decodeCutRecord(hex("03 " + record + " 00 00")))
                .containsInstanceOf(DecodedRow.Unreadable.class)
                .hasValueSatisfying(cut -> assertThat((DecodedRow.Unreadable) cut)
                        .returns("0000", DecodedRow.Unreadable::raw)
                        .returns("a record has 14 bytes", DecodedRow.Unreadable::reason));
        assertThat(AnvizReportDecoder.decodeCutRecord(hex("01 " + record))).isEmpty();
        assertThat(AnvizReportDecoder.decodeCutRecord(new byte[0])).isEmpty();
    }

    @Test
    void givenSerialNumber_whenDecoded_thenWithoutItsFilling() {
        assertThat(AnvizReportDecoder.decodeSerialNumber("0310130011\0\0\0\0\0\0".getBytes(US_ASCII)))
                .hasValue("0310130011");
        assertThat(AnvizReportDecoder.decodeSerialNumber(new byte[16])).isEmpty();
        assertThat(AnvizReportDecoder.decodeSerialNumber("a/b".getBytes(US_ASCII)))
                .isEmpty();
    }
}
