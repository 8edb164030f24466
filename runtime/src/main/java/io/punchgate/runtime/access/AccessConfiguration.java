package io.punchgate.runtime.access;

import io.punchgate.runtime.start.PunchgateSettings;
import io.punchgate.runtime.web.WebConfiguration;
import jakarta.servlet.DispatcherType;
import java.time.Clock;
import java.util.List;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Makes the beans that decide who may call: imported by each side; both in one process share them. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({PunchgateSettings.class, ReadSettings.class})
@Import(WebConfiguration.class)
public class AccessConfiguration implements WebMvcConfigurer {

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new CallerArgument());
    }

    @Bean
    AdminToken adminToken(PunchgateSettings settings) {
        return new AdminToken(settings);
    }

    @Bean
    FailedAuthentications failedAuthentications(
            @Value("${punchgate.failed-authentications-per-minute:300}") int perMinute, Clock clock) {
        return new FailedAuthentications(perMinute, clock);
    }

    @Bean
    ApiKeys apiKeys(EventStore events) {
        return new ApiKeys(events);
    }

    @Bean
    ReadLimits readLimits(ReadSettings settings) {
        return new ReadLimits(settings);
    }

    @Bean
    FilterRegistrationBean<MetricsAuthentication> metricsAuthentication(
            @Value("${punchgate.metrics-token:}") String metricsToken,
            PunchgateSettings settings,
            AdminToken adminToken,
            FailedAuthentications failed) {
        MetricsToken token = new MetricsToken(metricsToken, settings.dataDir());
        var filter = new FilterRegistrationBean<>(new MetricsAuthentication(token, adminToken, failed));
        filter.addUrlPatterns("/actuator/*");
        filter.setDispatcherTypes(DispatcherType.REQUEST);
        return filter;
    }

    @Bean
    FilterRegistrationBean<BearerAuthentication> bearerAuthentication(
            AdminToken adminToken, ApiKeys apiKeys, FailedAuthentications failed, ReadLimits limits) {
        var filter = new FilterRegistrationBean<>(new BearerAuthentication(adminToken, apiKeys, failed, limits));
        filter.addUrlPatterns("/api/*");
        filter.setDispatcherTypes(DispatcherType.REQUEST);
        return filter;
    }
}
