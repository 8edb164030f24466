package io.punchgate.command.gateway.tcp;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.handler.ssl.SslContext;
import io.punchgate.command.gateway.FailureAnswers;
import io.punchgate.command.gateway.ReportInbox;
import io.punchgate.command.gateway.socket.Tls;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the TCP gateway together, and into the answer whether the process is ready. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TcpSettings.class)
class TcpGateway {

    @Bean
    TcpServer tcpServer(
            TcpSettings settings,
            ReportInbox inbox,
            TcpCalls calls,
            FailureAnswers failures,
            ConnectedDevices devices,
            Clock clock,
            MeterRegistry meters) {
        TcpParts parts = new TcpParts(inbox, calls, failures, devices, TcpTimeouts.STANDARD, clock);
        @Nullable
        SslContext tls = settings.isOff() ? null : Tls.of("TCP", settings.tcpTlsCertificate(), settings.tcpTlsKey());
        TcpConnections connections = new TcpConnections(parts, settings.tcpConnectionsMax(), tls, meters);
        return new TcpServer(settings, connections, TcpTimeouts.STANDARD);
    }

    /** Called {@code tcp} in the readiness group. */
    @Bean
    HealthIndicator tcpHealthIndicator(TcpServer server) {
        return () ->
                server.isServing() ? Health.up().build() : Health.outOfService().build();
    }
}
