package io.punchgate.query.console.session;

import io.punchgate.query.console.page.Pages;
import io.punchgate.runtime.access.FailedAuthentications;
import io.punchgate.runtime.access.KeptAccesses;
import io.punchgate.runtime.access.ReadLimits;
import io.punchgate.runtime.access.history.AccessRecorder;
import io.punchgate.runtime.access.use.KeyUses;
import jakarta.servlet.DispatcherType;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the login before every page. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SessionSettings.class)
class SessionConfiguration {

    @Bean
    FilterRegistrationBean<ConsoleAuthentication> consoleAuthentication(
            Sessions sessions,
            Pages pages,
            FailedAuthentications failed,
            ReadLimits limits,
            AccessRecorder recorder,
            KeyUses uses,
            Clock clock) {
        var filter = new FilterRegistrationBean<>(new ConsoleAuthentication(
                sessions, pages, failed, limits, new PageAccesses(new KeptAccesses(recorder, clock), uses)));
        filter.addUrlPatterns("/console", "/console/*");
        filter.setDispatcherTypes(DispatcherType.REQUEST);
        return filter;
    }
}
