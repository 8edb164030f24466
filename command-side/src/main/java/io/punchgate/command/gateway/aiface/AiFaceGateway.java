package io.punchgate.command.gateway.aiface;

import io.micrometer.core.instrument.MeterRegistry;
import io.punchgate.command.gateway.AuthenticationFailures;
import io.punchgate.command.gateway.socket.DevicePort;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the terminals' port together: one of its own, for they take no path, and to be open only where it is wanted. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AiFaceSettings.class)
class AiFaceGateway {

    @Bean
    DevicePort aifacePort(
            AiFaceSettings settings, AiFaceCalls calls, AuthenticationFailures failures, MeterRegistry meters) {
        TerminalConnections connections = new TerminalConnections(calls, failures, AiFaceTimeouts.STANDARD);
        DevicePort.Place place = new DevicePort.Place("AiFace", settings.aifacePort(), settings.aifaceConnectionsMax());
        return new DevicePort(place, DevicePort.Endings.AT_ONCE, connections::begin, meters);
    }
}
