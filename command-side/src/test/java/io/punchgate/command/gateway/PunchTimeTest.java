package io.punchgate.command.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.punchgate.api.device.ReportedPunch;
import io.punchgate.command.gateway.json.JsonReportDecoder;
import io.punchgate.command.gateway.json.StrictJson;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PunchTimeTest {
    @ParameterizedTest
    @CsvSource({
        "2026-06-21 09:30:00,             2026-06-21T09:30,         ",
        "2026-06-21T09:30:00,             2026-06-21T09:30,         ",
        "' 2026-06-21 09:30:00 ',         2026-06-21T09:30,         ",
        "2026-06-21 09:30:00.1239,        2026-06-21T09:30:00.123,  ",
        "2026-06-21T09:30:00.5Z,          2026-06-21T09:30:00.500,  Z",
        "2026-06-21T09:30:00+05:30,       2026-06-21T09:30,         +05:30",
        "2026-06-21T09:30:00-0330,        2026-06-21T09:30,         -03:30",
        "2026-06-21T09:30:00+05,          2026-06-21T09:30,         +05:00",
        "2026-06-21T09:30Z,               2026-06-21T09:30,         Z",
        "2026-06-21 09:30:00Z,            2026-06-21T09:30,         Z",
        "2026-06-21 09:30:00 GMT +0530,   2026-06-21T09:30,         +05:30",
        "2026-06-21 09:30:00 GMT -0330,   2026-06-21T09:30,         -03:30",
        "2026-06-21 09:30:00 GMT +0000,   2026-06-21T09:30,         Z",
        "2026-06-21T09:30:00-6:00,        2026-06-21T09:30,         -06:00",
        "2026-06-21 09:30:00 GMT +5:30,   2026-06-21T09:30,         +05:30",
        "2026-02-28 24:00:00,             2026-03-01T00:00,         ",
        "2026-12-31T24:00:00Z,            2027-01-01T00:00,         Z",
        "2028-02-29 23:59:59,             2028-02-29T23:59:59,      ",
        "9999-12-31 23:59:59,             9999-12-31T23:59:59,      ",
    })
    void givenTime_whenOfAForm_thenRead(String sent, String wallClock, @Nullable String offset) {
        ReportedPunch punch = decode("{\"user_id\":1,\"att_time\":\"" + sent + "\"}");
        assertThat(punch.wallClock()).isEqualTo(wallClock);
        assertThat(punch.offset() == null ? null : punch.offset().getId()).isEqualTo(offset);
        assertThat(punch.attTimeRaw()).isEqualTo(sent);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"2026-02-30 09:30:00\"",
                "\"2026-02-29 09:30:00\"",
                "\"2026-06-21 24:00:01\"",
                "\"2026-06-21 24:01:00\"",
                "\"2026-06-21T09:30:00-600\"",
                "\"2026-06-21 09:60:00\"",
                "\"2026-06-21 09:30:60\"",
                "\"2026-06-21 9:30:00\"",
                "\"2026-06-21 09:30\"",
                "\"2026-06-21\"",
                "\"\"",
                "\"0000-06-21 09:30:00\"",
                "\"12026-06-21 09:30:00\"",
                "\"2026-06-21T09:30:00+19:00\"",
                "\"2026-06-21T09:30:00+05:60\"",
                "\"2026-13-01 09:30:00\"",
                "\"21-06-2026 09:30:00\"",
                "1782034200",
                "null",
                "\"2026-06-21  09:30:00\"",
                "\"2026-06-21 09:30:00 IST\"",
                "\"\\u0662\\u0660\\u0662\\u0666-06-21 09:30:00\""
            })
    void givenTime_whenWrong_thenNamed(String sent) {
        assertInvalid("att_time", "{\"user_id\":1,\"att_time\":" + sent + "}");
    }

    private static ReportedPunch decode(String json) {
        return JsonReportDecoder.decode(StrictJson.readObject(json.getBytes(UTF_8)));
    }

    private static void assertInvalid(String field, String json) {
        assertThatExceptionOfType(InvalidReport.class)
                .isThrownBy(() -> decode(json))
                .satisfies(e -> assertThat(e.field()).isEqualTo(field));
    }
}
