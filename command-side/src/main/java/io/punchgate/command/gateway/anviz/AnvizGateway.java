package io.punchgate.command.gateway.anviz;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.flow.FlowControlHandler;
import io.punchgate.command.gateway.AuthenticationFailures;
import io.punchgate.command.gateway.DevicePort;
import io.punchgate.command.gateway.ReportInbox;
import io.punchgate.command.gateway.RowStore;
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
        Parts parts = new Parts(inbox, rows, failures, Patience.STANDARD);
        DevicePort.Place place = new DevicePort.Place(
                "anviz", "PUNCHGATE_ANVIZ_PORT", settings.anvizPort(), settings.anvizConnectionsMax());
        return new DevicePort(place, channel -> begin(channel, parts), meters);
    }

    /** A new connection: frames, read at will, and the question who it is. */
    static void begin(SocketChannel channel, Parts parts) {
        channel.pipeline().addLast(new FrameDecoder(), new FlowControlHandler(), new Greeting(parts));
    }
}
