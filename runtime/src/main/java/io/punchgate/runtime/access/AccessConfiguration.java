package io.punchgate.runtime.access;

import io.punchgate.runtime.access.history.AccessHistory;
import io.punchgate.runtime.access.history.AccessHistoryConfiguration;
import io.punchgate.runtime.access.history.AccessRecorder;
import io.punchgate.runtime.access.use.KeyUses;
import io.punchgate.runtime.start.PunchgateSettings;
import io.punchgate.runtime.wait.Upkeep;
import io.punchgate.runtime.web.WebConfiguration;
import jakarta.servlet.DispatcherType;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Makes the beans that decide who may call: imported by each side; both in one process share them. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({PunchgateSettings.class, ReadSettings.class})
@Import({WebConfiguration.class, AccessHistoryConfiguration.class})
public class AccessConfiguration implements WebMvcConfigurer {

    private static final Duration KEY_USES_EVERY = Duration.ofSeconds(5);

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
    ApiKeys apiKeys(EventStore events, Clock clock) {
        return new ApiKeys(events, clock);
    }

    /** Takes the history only because that one makes the schema. */
    @Bean
    KeyUses keyUses(JdbcClient jdbc, Clock clock, AccessHistory history) {
        return new KeyUses(jdbc, clock);
    }

    @Bean
    Upkeep keyUseUpkeep(KeyUses uses) {
        return Upkeep.begin("key-uses", KEY_USES_EVERY, uses::save);
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
            AdminToken adminToken,
            ApiKeys apiKeys,
            ObjectProvider<StreamTickets> tickets,
            KeyUses uses,
            FailedAuthentications failed,
            ReadLimits limits,
            AccessRecorder recorder,
            Clock clock) {
        CallerLookup callers = new CallerLookup(
                adminToken,
                apiKeys,
                ticket -> Optional.ofNullable(tickets.getIfAvailable()).flatMap(kept -> kept.redeem(ticket)));
        var filter = new FilterRegistrationBean<>(
                new BearerAuthentication(callers, uses::add, failed, limits, new KeptAccesses(recorder, clock)));
        filter.addUrlPatterns("/api/*");
        filter.setDispatcherTypes(DispatcherType.REQUEST);
        return filter;
    }
}
