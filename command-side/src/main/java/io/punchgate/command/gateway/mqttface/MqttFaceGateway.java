package io.punchgate.command.gateway.mqttface;

import io.punchgate.command.gateway.broker.BrokerAddress;
import io.punchgate.runtime.start.StartRefused;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The consumer, where the operator wants it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MqttFaceSettings.class)
@ConditionalOnProperty("punchgate.mqtt-face")
class MqttFaceGateway {

    @Bean
    MqttFaceConsumer faceConsumer(MqttFaceSettings settings, MqttFaceCalls calls) {
        BrokerAddress address = BrokerAddress.parse(settings.mqttUrl())
                .orElseThrow(() -> new StartRefused(
                        "PUNCHGATE_MQTT_FACE is set, but PUNCHGATE_MQTT_URL is no address of an MQTT broker.",
                        "Set PUNCHGATE_MQTT_URL to something like mqtt://broker.example:1883,"
                                + " or unset PUNCHGATE_MQTT_FACE."));
        return new MqttFaceConsumer(address, calls);
    }
}
