package io.punchgate.command.gateway.adms;

import io.punchgate.command.gateway.AuthenticationFailures;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the ADMS protocol at its addresses. */
@Configuration(proxyBeanMethods = false)
class AdmsGateway {

    static final String PATHS = "/iclock/*";
    static final String PATHS_WITH_TOKEN = "/d/*";

    @Bean
    ServletRegistrationBean<AdmsServlet> admsServlet(AdmsRequests requests, AuthenticationFailures failures) {
        ServletRegistrationBean<AdmsServlet> servlet =
                new ServletRegistrationBean<>(new AdmsServlet(requests, failures), PATHS, PATHS_WITH_TOKEN);
        servlet.setName("adms");
        return servlet;
    }
}
