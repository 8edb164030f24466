package io.punchgate.command.gateway.tcp;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.handler.flow.FlowControlHandler;
import io.netty.handler.ssl.SslContext;
import io.punchgate.command.gateway.ReportInbox;
import io.punchgate.command.gateway.json.FailureAnswers;
import io.punchgate.command.gateway.socket.DevicePort;
import io.punchgate.command.gateway.socket.Tls;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
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
    DevicePort tcpPort(
            TcpSettings settings,
            ReportInbox inbox,
            TcpCalls calls,
            FailureAnswers failures,
            ConnectedDevices devices,
            Clock clock,
            MeterRegistry meters) {
        return port(settings, new TcpParts(inbox, calls, failures, devices, TcpTimeouts.STANDARD, clock), meters);
    }

    /** A device that has said all it has to say still gets its answers. */
    static DevicePort port(TcpSettings settings, TcpParts parts, MeterRegistry meters) {
        @Nullable
        SslContext tls = settings.isOff() ? null : Tls.of("TCP", settings.tcpTlsCertificate(), settings.tcpTlsKey());
        return new DevicePort(
                new DevicePort.Place("TCP", settings.tcpPort(), settings.tcpConnectionsMax(), tls),
                new DevicePort.Endings(true, parts.timeouts().shutdown()),
                channel -> channel.pipeline()
                        .addLast(new TcpFrameDecoder(), new FlowControlHandler(), new TcpAuthentication(parts)),
                meters);
    }

    /** Called {@code tcp} in the readiness group. */
    @Bean
    HealthIndicator tcpHealthIndicator(@Qualifier("tcpPort") DevicePort port) {
        return () ->
                port.isServing() ? Health.up().build() : Health.outOfService().build();
    }
}
