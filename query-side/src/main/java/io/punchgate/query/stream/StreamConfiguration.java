package io.punchgate.query.stream;

import io.punchgate.query.listing.Queries;
import io.punchgate.query.stream.event.History;
import io.punchgate.runtime.sql.Reading;
import io.punchgate.runtime.web.connection.Disconnection;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.TomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Makes what streams need of the web server and of the read models. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StreamSettings.class)
class StreamConfiguration {

    @Bean
    History streamHistory(Queries queries, @Reading JdbcClient jdbc) {
        return new History(queries, jdbc);
    }

    @Bean
    WebServerFactoryCustomizer<TomcatWebServerFactory> streamDisconnection() {
        return factory -> factory.addContextCustomizers(
                context -> context.getPipeline().addValve(new Disconnection(StreamEndpoint.PATH)));
    }
}
