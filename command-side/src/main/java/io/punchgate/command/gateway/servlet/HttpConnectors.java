package io.punchgate.command.gateway.servlet;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Has the process speak HTTP as its devices do. */
@Configuration(proxyBeanMethods = false)
class HttpConnectors {

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> lenientHttp() {
        return factory -> factory.setProtocol(LenientHttpProtocol.class.getName());
    }
}
