package io.punchgate.command.gateway.mqtt;

import io.punchgate.api.Streams;
import io.punchgate.command.gateway.broker.BrokerAddress;
import io.punchgate.runtime.log.deadletter.DeadLetters;
import io.punchgate.runtime.start.PunchgateSettings;
import io.punchgate.runtime.start.StartRefused;
import java.time.Clock;
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
            MqttSettings settings, PunchgateSettings punchgate, HookToken hookToken, MqttCalls messages) {
        // The URL may hold a password, so it is not repeated.
        BrokerAddress address = BrokerAddress.parse(settings.mqttUrl())
                .orElseThrow(() -> new StartRefused(
                        "PUNCHGATE_MQTT_URL is no address of an MQTT broker.",
                        "Set PUNCHGATE_MQTT_URL to something like mqtt://broker.example:1883 or"
                                + " mqtts://user:password@broker.example:8883, or unset it."));
        return new MqttConsumer(address, hookToken, new ClientIdentity(punchgate.dataDir()), messages);
    }

    /** Operators see them among the dead letters. */
    @Bean
    MqttCalls.Unstorable unstorableMessages(DeadLetters deadLetters, Clock clock) {
        return (sn, payload, failure) ->
                deadLetters.keepMessage("mqtt", Streams.device(sn), payload, failure, clock.instant());
    }

    /** Part of the readiness: up as well where MQTT is off. */
    @Bean
    HealthIndicator mqttHealthIndicator(ObjectProvider<MqttLink> links) {
        return () -> links.stream().allMatch(MqttLink::isServing)
                ? Health.up().build()
                : Health.outOfService().build();
    }
}
