package io.punchgate.standalone.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import io.punchgate.api.Streams;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.command.device.DevicesInMemory;
import io.punchgate.command.gateway.broker.LocalBroker;
import io.punchgate.command.gateway.tcp.TlsFiles;
import io.punchgate.runtime.OneByOne;
import io.punchgate.runtime.start.StartRefused;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

@OneByOne
@ResourceLock(LocalBroker.ONE_A_PROCESS)
class BrokerTlsTest {

    private static final String SN = "SN1";

    @Test
    void givenCertificate_whenDeviceConnectsOverTls_thenAsWithout(@TempDir Path folder) throws Exception {
        TlsFiles files = TlsFiles.generate(folder);
        try (DevicesInMemory devices = new DevicesInMemory();
                BrokerUnderTest broker =
                        new BrokerUnderTest(devices.commands(), Certificate.of(files.certificate(), files.key()))) {
            devices.register(SN, "token-1", 180, true);
            Mqtt5BlockingClient device = Mqtt5Client.builder()
                    .identifier(SN)
                    .serverHost("localhost")
                    .serverPort(broker.broker.port())
                    .sslConfig()
                    .trustManagerFactory(files.trust())
                    .hostnameVerifier((host, session) -> host.equals("localhost"))
                    .applySslConfig()
                    .simpleAuth()
                    .username(SN)
                    .password("token-1".getBytes(UTF_8))
                    .applySimpleAuth()
                    .buildBlocking();
            device.connect();
            String punch = "{\"user_id\":\"1\",\"att_time\":\"2026-06-21 09:30:00\",\"att_state\":1}";
            BrokerUnderTest.publish(device, "api/mqtt/v1/SN1/evt", punch).get(5, TimeUnit.SECONDS);

            assertThat(devices.events(Streams.device(SN))).hasAtLeastOneElementOfType(PunchRecorded.class);
            device.disconnect();
        }
    }

    @Test
    void givenIncompleteTls_whenAskedFor_thenTheStartIsRefused(@TempDir Path folder)
            throws IOException, GeneralSecurityException {
        TlsFiles files = TlsFiles.generate(folder);
        assertThat(Certificate.of(null, null)).isNull();
        assertThatThrownBy(() -> Certificate.of(files.certificate(), null)).isInstanceOf(StartRefused.class);
        assertThatThrownBy(() -> Certificate.of(files.certificate(), folder.resolve("missing.pem")))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("MQTT")
                .hasMessageContaining("missing.pem");
    }
}
