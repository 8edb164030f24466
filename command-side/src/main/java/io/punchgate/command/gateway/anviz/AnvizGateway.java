package io.punchgate.command.gateway.anviz;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.flow.FlowControlHandler;
import io.punchgate.command.gateway.AuthenticationFailures;
import io.punchgate.command.gateway.ReportInbox;
import io.punchgate.command.gateway.RowStore;
import io.punchgate.command.gateway.socket.DevicePort;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the Anviz port together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AnvizSettings.class)
class AnvizGateway {

    @Bean
    DevicePort anvizPort(
            AnvizSettings settings,
            ReportInbox inbox,
            RowStore rows,
            AuthenticationFailures failures,
            MeterRegistry meters) {
        AnvizParts parts = new AnvizParts(inbox, rows, failures, AnvizTimeouts.STANDARD);
        DevicePort.Place place = new DevicePort.Place("Anviz", settings.anvizPort(), settings.anvizConnectionsMax());
        return new DevicePort(place, DevicePort.Endings.AT_ONCE, channel -> begin(channel, parts), meters);
    }

    /** A new connection: frames, read at will, and the question who it is. */
    static void begin(SocketChannel channel, AnvizParts parts) {
        channel.pipeline().addLast(new AnvizFrameDecoder(), new FlowControlHandler(), new AnvizHandshake(parts));
    }
}
