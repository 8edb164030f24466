package io.punchgate.command.gateway.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.punchgate.api.device.Location;
import io.punchgate.api.device.ReportedPunch;
import io.punchgate.command.gateway.DecodedRow;
import io.punchgate.command.gateway.InvalidReport;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReportDecoderTest {

    @Test
    void givenTheDocumentedExample_whenDecoded_thenRead() {
        ReportedPunch punch =
                decode("{\"user_id\":\"1001\",\"att_time\":\"2026-06-21 09:30:00\",\"att_state\":1,\"input_type\":50}");
        assertThat(punch.userId()).isEqualTo("1001");
        assertThat(punch.wallClock()).isEqualTo("2026-06-21T09:30:00");
        assertThat(punch.offset()).isNull();
        assertThat(punch.state()).isEqualTo("1");
        assertThat(punch.input()).isEqualTo("50");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1001 | 1001",
                "' 1001\t' | 1001",
                "'\u00a0\u300042\u2003' | 42",
                "12345678901234567890123456789012345678901234567890123456789012 | 12345678901234567890123456789012345678901234567890123456789012",
            })
    void givenUserId_whenString_thenTrimmed(String sent, String userId) {
        assertThat(user("\"" + sent.replace("\t", "\\t") + "\"").userId()).isEqualTo(userId);
    }

    @ParameterizedTest
    @CsvSource({"1001, 1001", "0, 0", "-5, -5", "123456789012345678901234567890, 123456789012345678901234567890"})
    void givenUserId_whenInteger_thenItsDecimalText(String sent, String userId) {
        assertThat(user(sent).userId()).isEqualTo(userId);
    }

    @Test
    void givenUserIdOf64CodePoints_whenOutsideTheBasicPlane_thenAccepted() {
        assertThat(user("\"" + "\uD83D\uDE00".repeat(64) + "\"").userId()).hasSize(128);
        assertInvalid(
                "user_id", "{\"user_id\":\"" + "\uD83D\uDE00".repeat(65) + "\",\"att_time\":\"2026-06-21 09:30:00\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.0",
                "1e3",
                "true",
                "[]",
                "{}",
                "null",
                "\"\"",
                "\"  \"",
                "\"a\\u0000b\"",
                "\"a\\nb\"",
                "\"a\\u0085b\"",
                "\"\\ud800\"",
                "\"a\\udc00\""
            })
    void givenUserId_whenWrong_thenNamed(String sent) {
        assertInvalid("user_id", "{\"user_id\":" + sent + ",\"att_time\":\"2026-06-21 09:30:00\"}");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {"1, 1", "\"1\", 1", "\"CheckIn\", CheckIn", "99, 99", "-1, -1", "null, ", "\"\", ``"})
    void givenState_whenSent_thenKeptRaw(String sent, @Nullable String raw) {
        assertThat(with("att_state", sent).state()).isEqualTo(raw);
        assertThat(with("input_type", sent).input()).isEqualTo(raw);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "true", "[1]", "{}", "\"a\\u0000\""})
    void givenState_whenOfAnotherType_thenNamed(String sent) {
        assertInvalid("att_state", punchWith("att_state", sent));
        assertInvalid("input_type", punchWith("input_type", sent));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "36.6 | 36.6",
                "\"36.6\" | 36.6",
                "\" 37 \" | 37",
                "20 | 20",
                "50 | 50",
                "19.99 |",
                "0 |",
                "50.01 |",
                "\"\" |",
                "\"n/a\" |",
                "\"NaN\" |",
                "1e999 |",
                "null |",
                "\"36.6d\" |"
            })
    void givenTemperature_whenImplausible_thenDropped(String sent, @Nullable Double celsius) {
        assertThat(with("temperature", sent).temperature()).isEqualTo(celsius);
    }

    @Test
    void givenOptions_whenOfAnotherType_thenNamed() {
        assertInvalid("temperature", punchWith("temperature", "true"));
        assertInvalid("face_mask", punchWith("face_mask", "\"true\""));
        assertInvalid("face_mask", punchWith("face_mask", "1"));
        assertThat(with("face_mask", "true").faceMask()).isTrue();
        assertThat(with("face_mask", "null").faceMask()).isNull();
    }

    @Test
    void givenLocation_whenWellFormed_thenRead() {
        Location place = new Location(12.9, -77.5, 8.0);
        assertThat(with("location", "{\"lat\":12.9,\"lng\":-77.5,\"accuracy\":8}")
                        .location())
                .isEqualTo(place);
        assertThat(with("location", "{\"latitude\":12.9,\"longitude\":-77.5,\"accuracy\":8}")
                        .location())
                .isEqualTo(place);
        assertThat(with("location", "{\"lat\":90,\"lon\":180,\"x\":1}").location())
                .isEqualTo(new Location(90, 180, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "\"x\"",
                "{}",
                "{\"lat\":1}",
                "{\"lat\":90.1,\"lng\":1}",
                "{\"lat\":1,\"lng\":-180.1}",
                "{\"lat\":\"1\",\"lng\":1}",
                "{\"lat\":1,\"lng\":1,\"accuracy\":-1}",
                "{\"lat\":1e999,\"lng\":1}"
            })
    void givenLocation_whenWrong_thenNamed(String sent) {
        assertInvalid("location", punchWith("location", sent));
    }

    @Test
    void givenRows_whenSomeAreBad_thenTheOthersAreRead() {
        List<DecodedRow> rows = JsonReportDecoder.decodeAll(StrictJson.read(
                "[{\"user_id\":1,\"att_time\":\"2026-06-21 09:30:00\"},7,{\"user_id\":1}]".getBytes(UTF_8)));
        assertThat(rows).hasSize(3);
        assertThat(rows.get(0)).isInstanceOf(DecodedRow.Punch.class);
        assertThat(((DecodedRow.Unreadable) rows.get(1)).why().code()).isEqualTo("invalid_json");
        assertThat(((DecodedRow.Unreadable) rows.get(2)).why().field()).isEqualTo("att_time");
    }

    private static ReportedPunch user(String json) {
        return decode("{\"user_id\":" + json + ",\"att_time\":\"2026-06-21 09:30:00\"}");
    }

    private static ReportedPunch with(String field, String json) {
        return decode(punchWith(field, json));
    }

    private static String punchWith(String field, String json) {
        return "{\"user_id\":1,\"att_time\":\"2026-06-21 09:30:00\",\"" + field + "\":" + json + "}";
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
