package io.punchgate.bench.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.punchgate.bench.device.Transport;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulatorOptionsTest {

    @Test
    void givenNothing_whenParsed_thenTheDefaultsAreThoseOfTheUsage() {
        SimulatorOptions options = SimulatorOptions.parse();

        assertThat(options.url()).hasToString("http://127.0.0.1:8080");
        assertThat(options.readUrl()).isEqualTo(options.url());
        assertThat(options.devices()).isEqualTo(100);
        assertThat(options.duration()).isEqualTo(Duration.ofMinutes(2));
        assertThat(options.lostAnswers()).isEqualTo(0.01);
    }

    @Test
    void givenTransport_whenItsSocketIsNotTold_thenItIsTheUsualPortOfTheUrlsHost() {
        SimulatorOptions options =
                SimulatorOptions.parse("--url", "https://gate.example/", "--transport=mqtt", "--tls", "--devices", "5");

        assertThat(options.url()).hasToString("https://gate.example");
        assertThat(options.transport()).isEqualTo(Transport.MQTT);
        assertThat(options.socket().getHostString()).isEqualTo("gate.example");
        assertThat(options.socket().getPort()).isEqualTo(1883);
        assertThat(options.tls()).isTrue();
        assertThat(options.devices()).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --devices=0            | --devices is a number from 1 to 20000, not 0
                    --devices=many         | --devices is a number from 1 to 20000, not many
                    --minutes              | --minutes lacks its value
                    --hours=1              | not understood: --hours=1
                    devices                | not understood: devices
                    --transport=smoke      | --transport is none of http, adms, tcp, mqtt: smoke
                    --url=gate             | --url is no address of http or https: gate
                    --tcp=gate             | --tcp is no host:port: gate
                    --zone=Moon            | --zone is no time zone: Moon
                    --people=2000000       | 100 devices with 2000050 punches each are more than 2000000 punches in all
                    """)
    void givenWhatIsNotUnderstood_whenParsed_thenItSaysWhat(String argument, String message) {
        assertThatThrownBy(() -> SimulatorOptions.parse(argument))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
