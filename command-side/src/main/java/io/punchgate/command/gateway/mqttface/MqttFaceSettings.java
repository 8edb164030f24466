package io.punchgate.command.gateway.mqttface;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of face terminals over MQTT.
 *
 * @param mqttFace true if what terminals publish under {@code mqtt/face/} is consumed
 * @param mqttUrl the external broker at which it is; the embedded one has no such topics
 */
@ConfigurationProperties("punchgate")
record MqttFaceSettings(
        @DefaultValue("false") boolean mqttFace, @Nullable String mqttUrl) {}
