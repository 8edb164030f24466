package io.punchgate.command.gateway.isapi;

import io.punchgate.command.gateway.json.FailureAnswers;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts Hikvision's event push at the devices' own paths. */
@Configuration(proxyBeanMethods = false)
class IsapiGateway {

    @Bean
    FilterRegistrationBean<IsapiFilter> isapiFilter(IsapiCalls calls, FailureAnswers failures) {
        FilterRegistrationBean<IsapiFilter> filter = new FilterRegistrationBean<>(new IsapiFilter(calls, failures));
        filter.addUrlPatterns("/d/*");
        filter.setName("isapi");
        return filter;
    }
}
