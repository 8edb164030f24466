package io.punchgate.command.gateway.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.punchgate.command.gateway.InvalidReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "nonsense",
                "[]",
                "1",
                "null",
                "{\"user_id\":1,\"user_id\":2}",
                "{\"a\":{\"b\":1,\"b\":2}}",
                "{\"a\":NaN}",
                "{\"a\":1}x",
                "{\"a\":1}{}",
                "{\"a\":1",
                "{'a':1}",
                "{\"a\":01}",
                "{\"a\":1,}"
            })
    void givenBody_whenNotOneJsonObject_thenInvalidJson(String body) {
        assertInvalidJson(body.getBytes(UTF_8));
    }

    @Test
    void givenBytes_whenNotUtf8OrTooDeep_thenInvalidJson() {
        assertInvalidJson("{\"user_id\":\"\u00e9\"}".getBytes(ISO_8859_1));
        assertInvalidJson(new byte[] {'{', '"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"', ':', '1', '}'});
        assertInvalidJson(("{\"a\":" + "[".repeat(100) + "]".repeat(100) + "}").getBytes(UTF_8));
    }

    @Test
    void givenByteOrderMark_whenRead_thenTolerated() {
        assertThat(StrictJson.readObject("\uFEFF{\"a\":1}".getBytes(UTF_8)).size())
                .isEqualTo(1);
    }

    private static void assertInvalidJson(byte[] body) {
        assertThatExceptionOfType(InvalidReport.class)
                .isThrownBy(() -> StrictJson.readObject(body))
                .satisfies(e -> assertThat(e.code()).isEqualTo("invalid_json"));
    }
}
