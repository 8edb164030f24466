package io.punchgate.standalone.broker;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The embedded broker's settings.
 *
 * @param mqttPort where it listens; 0: any free port; -1: it is off
 */
@ConfigurationProperties("punchgate")
record BrokerSettings(@DefaultValue("1883") int mqttPort) {}
