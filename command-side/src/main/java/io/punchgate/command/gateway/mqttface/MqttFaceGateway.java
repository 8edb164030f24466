package io.punchgate.command.gateway.mqttface;

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
        return new MqttFaceConsumer(FaceBroker.parse(settings.mqttUrl()), calls);
    }
}
