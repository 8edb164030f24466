package io.punchgate.command.gateway.mqtt;

import io.punchgate.runtime.start.PunchgateSettings;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/** The consumer where an external broker is set, and whether MQTT serves. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MqttSettings.class)
class MqttGateway {

    @Bean
    @Conditional(ExternalBroker.class)
    MqttConsumer mqttConsumer(
            MqttSettings settings, PunchgateSettings punchgate, HookToken hookToken, DeviceMessages messages) {
        BrokerAddress address = BrokerAddress.parse(String.valueOf(settings.mqttUrl()));
        return new MqttConsumer(address, hookToken, new ClientIdentity(punchgate.dataDir()), messages);
    }

    /** Part of the readiness: up as well where MQTT is off. */
    @Bean
    HealthIndicator mqttHealthIndicator(ObjectProvider<MqttLink> links) {
        return () -> links.stream().allMatch(MqttLink::isServing)
                ? Health.up().build()
                : Health.outOfService().build();
    }
}
