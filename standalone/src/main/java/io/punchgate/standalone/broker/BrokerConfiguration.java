package io.punchgate.standalone.broker;

import io.netty.handler.ssl.SslContext;
import io.punchgate.command.gateway.Tls;
import io.punchgate.command.gateway.mqtt.CommandPublisher;
import io.punchgate.command.gateway.mqtt.DeviceMessages;
import io.punchgate.command.gateway.mqtt.ExternalBroker;
import io.punchgate.command.gateway.mqtt.MqttAccess;
import java.time.Clock;
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
            MqttAccess access,
            DeviceMessages messages,
            CommandPublisher commands,
            Clock clock) {
        @Nullable
        SslContext tls = settings.isOff() ? null : Tls.of("MQTT", settings.mqttTlsCertificate(), settings.mqttTlsKey());
        return new EmbeddedBroker(settings.mqttPort(), tls, new Gateway(access, messages, commands), clock);
    }

    static final class NoExternalBroker extends NoneNestedConditions {

        NoExternalBroker() {
            super(ConfigurationPhase.PARSE_CONFIGURATION);
        }

        @Conditional(ExternalBroker.class)
        static final class External {}
    }
}
