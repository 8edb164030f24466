package io.punchgate.standalone.broker;

import io.punchgate.command.gateway.mqtt.ExternalBroker;
import io.punchgate.command.gateway.mqtt.InstructionPublisher;
import io.punchgate.command.gateway.mqtt.MqttAccess;
import io.punchgate.command.gateway.mqtt.MqttCalls;
import io.punchgate.runtime.start.PunchgateSettings;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.NoneNestedConditions;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/** The embedded broker, unless an external one is set or the port is -1. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(BrokerSettings.class)
@Conditional(BrokerConfiguration.NoExternalBroker.class)
public class BrokerConfiguration {

    @Bean
    EmbeddedBroker embeddedBroker(
            BrokerSettings settings,
            PunchgateSettings punchgate,
            MqttAccess access,
            MqttCalls calls,
            InstructionPublisher instructions) {
        @Nullable
        Certificate certificate =
                settings.isOff() ? null : Certificate.of(settings.mqttTlsCertificate(), settings.mqttTlsKey());
        Path folder = punchgate.dataDir().resolve("mqtt-broker");
        return new EmbeddedBroker(
                settings.mqttPort(), certificate, folder, new BrokerGateway(access, calls, instructions));
    }

    static final class NoExternalBroker extends NoneNestedConditions {

        NoExternalBroker() {
            super(ConfigurationPhase.PARSE_CONFIGURATION);
        }

        @Conditional(ExternalBroker.class)
        static final class External {}
    }
}
