package io.punchgate.command.gateway.mqtt;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The settings of MQTT.
 *
 * @param mqttUrl an external broker, {@code mqtt://} or {@code mqtts://}, user info allowed; null: none
 * @param mqttHookToken bearer token of the broker's authentication calls; null: generated into the data directory
 */
@ConfigurationProperties("punchgate")
public record MqttSettings(
        @Nullable String mqttUrl, @Nullable String mqttHookToken) {}
