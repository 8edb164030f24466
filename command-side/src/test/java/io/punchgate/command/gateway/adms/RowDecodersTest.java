package io.punchgate.command.gateway.adms;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.device.ReportedPunch;
import io.punchgate.command.gateway.DecodedRow;
import java.nio.charset.Charset;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Captured rows, and what is read of them. In the tables, {@code |} stands for a tab. */
class RowDecodersTest {

    private static final String RTLOG = "time=2026-02-23 14:13:48|pin=2|cardno=0|eventaddr=1|event=3|inoutstatus=0|"
            + "verifytype=15|index=140|maskflag=0|temperature=0";

    private static String tabs(String row) {
        return row.replace('|', '\t');
    }

    private static ReportedPunch punch(DecodedRow row) {
        assertThat(row).isInstanceOf(DecodedRow.Punch.class);
        return ((DecodedRow.Punch) row).punch();
    }

    private static ReportedPunch attLog(String row) {
        return punch(AttLogDecoder.decode(tabs(row)));
    }

    private static DecodedRow rtLog(String row) {
        return KeyedRowDecoder.decode(tabs(row));
    }

    private static List<String> rows(byte[] body) {
        List<String> rows = new ArrayList<>();
        new AdmsFrameDecoder(body).forEachRemaining(rows::add);
        return rows;
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "31|2026-10-05 06:58:10|0|1|0|0|0, 31, 2026-10-05T06:58:10, 0, 1",
                "5_4968|2026-06-17 08:00:00|0|1||0|0, 5_4968, 2026-06-17T08:00:00, 0, 1",
                "2|2022-07-12 16:00:20|1|15||0|0|||43, 2, 2022-07-12T16:00:20, 1, 15",
                "2|2026-07-20 16:33:44|255|15|0|0|0|0|0|0, 2, 2026-07-20T16:33:44, 255, 15",
                "7|2026-06-21 09:30:00, 7, 2026-06-21T09:30:00, -, -",
                "7|2026-06-21 09:30:00||, 7, 2026-06-21T09:30:00, -, -",
                "' 007 |2026-06-21 09:30:00 | 1 |4|', 007, 2026-06-21T09:30:00, 1, 4",
                "a=b|2026-06-21 09:30:00|1|4, a=b, 2026-06-21T09:30:00, 1, 4",
                "31 2026-06-21 09:30:00, 31, 2026-06-21T09:30:00, -, -",
                "'  31  2026-06-21  09:30:00   1 15 0 0 ', 31, 2026-06-21T09:30:00, 1, 15",
                "PIN=31|DateTime=2026-06-21 09:30:00|Verified=1|Status=0, 31, 2026-06-21T09:30:00, 0, 1",
                "pin=31 datetime=2026-06-21 09:30:00 verified=1 status=0, 31, 2026-06-21T09:30:00, 0, 1",
                "time=2026-06-21 09:30:00|pin=31|cardno=77|event=0|inoutstatus=1|verifytype=4, 31, 2026-06-21T09:30:00, 1, 4"
            })
    void givenCapturedAttLogRow_whenDecoded_thenItsFields(
            String row, String pin, LocalDateTime time, @Nullable String status, @Nullable String verify) {
        ReportedPunch punch = attLog(row);
        assertThat(punch.userId()).isEqualTo(pin);
        assertThat(punch.wallClock()).isEqualTo(time);
        assertThat(punch.offset()).isNull();
        assertThat(punch.state()).isEqualTo(status);
        assertThat(punch.input()).isEqualTo(verify);
        assertThat(punch.codes()).isEqualTo(AdmsCodes.TABLE);
    }

    @Test
    void givenUnixSeconds_whenDecoded_thenThatInstant() {
        ReportedPunch punch = attLog("31|1782014400|0|1");
        assertThat(punch.wallClock()).isEqualTo("2026-06-21T04:00:00");
        assertThat(punch.offset()).isEqualTo(ZoneOffset.UTC);
        assertThat(punch.attTimeRaw()).isEqualTo("1782014400");
    }

    @Test
    void givenJunkInAnOptionalColumn_whenDecoded_thenOnlyThatIsDropped() {
        ReportedPunch punch = attLog("31|2026-06-21 09:30:00|" + "9".repeat(65) + "|\u0001");
        assertThat(punch.state()).isNull();
        assertThat(punch.input()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "31",
                "31|",
                "|2026-06-21 09:30:00|0|1",
                "31|2026-06-31 09:30:00|0|1",
                "31|yesterday|0|1",
                "31 yesterday 0 1",
                "PIN=31|Verified=1",
                "DateTime=2026-06-21 09:30:00|Verified=1"
            })
    void givenAttLogRowWithoutUserOrTime_whenDecoded_thenUnreadableWithTheRow(String row) {
        assertThat(AttLogDecoder.decode(tabs(row))).isInstanceOfSatisfying(DecodedRow.Unreadable.class, unreadable -> {
            assertThat(unreadable.raw()).isEqualTo(tabs(row));
            assertThat(unreadable.reason()).isNotBlank();
        });
    }

    @Test
    void givenCapturedRtLogRow_whenDecoded_thenAPunchWithoutTheJunk() {
        ReportedPunch punch = punch(rtLog(RTLOG));
        assertThat(punch.userId()).isEqualTo("2");
        assertThat(punch.wallClock()).isEqualTo("2026-02-23T14:13:48");
        assertThat(punch.state()).isEqualTo("0");
        assertThat(punch.input()).isEqualTo("15");
        assertThat(punch.temperature()).isNull();
        assertThat(punch.faceMask()).isNull();
    }

    @Test
    void givenMeasuredTemperature_whenDecoded_thenItAndTheMask() {
        ReportedPunch without = punch(rtLog(RTLOG.replace("temperature=0", "temperature=36.5")));
        ReportedPunch with = punch(rtLog(RTLOG.replace("maskflag=0", "maskflag=1")));
        assertThat(without.temperature()).isEqualTo(36.5);
        assertThat(without.faceMask()).isFalse();
        assertThat(with.faceMask()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "time=2026-02-23 14:13:48|pin=0|event=3|inoutstatus=0",
                "time=2026-02-23 14:13:48|pin=0|event=200",
                "time=2026-02-23 14:13:48|pin=|event=206",
                "time=2026-02-23 14:13:48|event=20"
            })
    void givenRtLogRowOfNobody_whenDecoded_thenNoPunch(String row) {
        assertThat(rtLog(row)).isInstanceOf(DecodedRow.NoPunch.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pin=2|event=3", "time=2026-02-23 14:13:48|event=3", "junk"})
    void givenRtLogRowWithoutUserOrTime_whenDecoded_thenUnreadable(String row) {
        assertThat(rtLog(row)).isInstanceOf(DecodedRow.Unreadable.class);
    }

    @Test
    void givenBodyWithEitherLineEndAndBlankLines_whenRead_thenItsRows() {
        assertThat(rows("\uFEFFa\tb\r\n\r\n \t \nc\n\nd".getBytes(UTF_8))).containsExactly("a\tb", "c", "d");
        assertThat(rows(new byte[0])).isEmpty();
        assertThat(new AdmsFrameDecoder("a\n\nb\r\n".getBytes(UTF_8)).countRest())
                .isEqualTo(2);
    }

    @Test
    void givenBareCarriageReturnsTabsAndNul_whenRead_thenOnlyTheRows() {
        assertThat(rows("a\tb\rc\t\rd\0\n\t\n\0\r\n\0".getBytes(UTF_8))).containsExactly("a\tb", "c\t", "d");
    }

    @Test
    void givenUnixSecondsBetweenBlanks_whenDecoded_thenThatInstant() {
        assertThat(attLog("31 1782014400 0 1").wallClock()).isEqualTo("2026-06-21T04:00:00");
    }

    @Test
    void givenRowsThatAreNotUtf8_whenRead_thenNoUserBecomesAnother() {
        assertThat(rows("\u5F20\t1".getBytes(Charset.forName("GBK")))).containsExactly("\u5F20\t1");
        assertThat(rows("\u00E9\u00FF\t1\nok".getBytes(ISO_8859_1))).containsExactly("\u00E9\u00FF\t1", "ok");
    }
}
