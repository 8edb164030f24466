package io.punchgate.command.gateway.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.punchgate.command.gateway.DecodedRow;
import io.punchgate.command.gateway.InvalidReport;
import io.punchgate.command.gateway.mqtt.DeviceTopic.Channel;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MqttReportDecoderTest {

    private static final String PUNCH = "{\"user_id\":\"1001\",\"att_time\":\"2026-06-21 09:30:00\",\"att_state\":1}";

    @ParameterizedTest
    @CsvSource({"api/mqtt/v1/SN1/evt, SN1, EVT", "api/mqtt/v1/a.b_c-d/st, a.b_c-d, ST", "api/mqtt/v1/7/cmd, 7, CMD"})
    void givenTopicOfADevice_whenParsed_thenKnown(String topic, String sn, Channel channel) {
        assertThat(DeviceTopic.parse(topic)).hasValue(new DeviceTopic(sn, channel));
        assertThat(new DeviceTopic(sn, channel).text()).isEqualTo(topic);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "api/mqtt/v1/evt",
                "api/mqtt/v1//evt",
                "api/mqtt/v1/+/evt",
                "api/mqtt/v1/SN1/#",
                "api/mqtt/v1/SN1/evt/",
                "api/mqtt/v1/SN1/x/evt",
                "api/mqtt/v1/SN1/EVT",
                "api/mqtt/v2/SN1/evt"
            })
    void givenOtherTopic_whenParsed_thenUnknown(String topic) {
        assertThat(DeviceTopic.parse(topic)).isEmpty();
    }

    @Test
    void givenPunchOrArray_whenDecoded_thenEachRowByItself() {
        assertThat(rows(PUNCH)).hasSize(1);
        assertThat(rows("[]")).isEmpty();
        assertThat(rows("[" + PUNCH + ",{\"user_id\":1},7]"))
                .extracting(row -> row instanceof DecodedRow.Punch)
                .containsExactly(true, false, false);
    }

    @Test
    void givenPresenceOrAnswer_whenDecoded_thenRead() {
        assertThat(decode(Channel.ST, "{\"online\":false}")).isEqualTo(new DevicePublication.Presence(false));
        assertThat(decode(Channel.RES, "{\"id\":\"c1\",\"ok\":true,\"result\":{\"n\":1}}"))
                .isEqualTo(new DevicePublication.InstructionAnswer("c1", true, "{\"n\":1}"));
        assertThat(decode(Channel.RES, "{\"id\":\"c1\",\"ok\":false}"))
                .isEqualTo(new DevicePublication.InstructionAnswer("c1", false, null));
    }

    @ParameterizedTest
    @CsvSource({
        "EVT, nonsense",
        "EVT, ''",
        "ST, []",
        "ST, '{\"online\":1}'",
        "ST, '{}'",
        "RES, '{\"id\":1,\"ok\":true}'"
    })
    void givenNonsense_whenDecoded_thenRefused(Channel channel, String payload) {
        assertThatExceptionOfType(InvalidReport.class).isThrownBy(() -> decode(channel, payload));
    }

    @Test
    void givenTooMuch_whenDecoded_thenRefused() {
        assertThatExceptionOfType(InvalidReport.class)
                .isThrownBy(() -> decode(Channel.EVT, " ".repeat(MqttReportDecoder.PAYLOAD_BYTES_MAX + 1)));
        assertThatExceptionOfType(InvalidReport.class)
                .isThrownBy(() -> decode(Channel.EVT, "[" + "0,".repeat(MqttReportDecoder.ROWS_MAX) + "0]"));
    }

    private static List<DecodedRow> rows(String payload) {
        return ((DevicePublication.Punches) decode(Channel.EVT, payload)).rows();
    }

    private static DevicePublication decode(Channel channel, String payload) {
        return MqttReportDecoder.decode(channel, payload.getBytes(UTF_8));
    }
}
