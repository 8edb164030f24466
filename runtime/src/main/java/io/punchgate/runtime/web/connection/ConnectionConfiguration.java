package io.punchgate.runtime.web.connection;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.TomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Gives the web server of a process its limits. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ConnectionLimits.class)
public class ConnectionConfiguration {

    @Bean
    WebServerFactoryCustomizer<TomcatWebServerFactory> connectionLimits(ConnectionLimits limits, MeterRegistry meters) {
        return factory -> limit(factory, limits, meters);
    }

    /** Lets the server take connections within those limits. */
    public static void limit(TomcatWebServerFactory factory, ConnectionLimits limits, MeterRegistry meters) {
        factory.setProtocol(BoundedProtocol.class.getName());
        factory.addProtocolHandlerCustomizers(handler -> {
            if (handler instanceof BoundedProtocol bounded) {
                bounded.limit(limits);
                FunctionCounter.builder("punchgate.http.refused", bounded, BoundedProtocol::refusedConnections)
                        .description("connections closed at once because their address had too many")
                        .register(meters);
            }
        });
    }
}
