package io.punchgate.runtime.web;

import jakarta.servlet.DispatcherType;
import java.util.List;
import org.springframework.boot.tomcat.TomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.JacksonModule;

/** Makes the beans that read and refuse calls: imported by each side; both in one process share them. */
@Configuration(proxyBeanMethods = false)
@Import({ProblemAdvice.class, ProblemErrorEndpoint.class})
public class WebConfiguration implements WebMvcConfigurer {

    @Bean
    static JacksonModule snakeCaseViews() {
        return SnakeCaseViews.module();
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new BodyFieldsArgument());
    }

    @Bean
    FilterRegistrationBean<QueryCheck> queryCheck() {
        FilterRegistrationBean<QueryCheck> filter = new FilterRegistrationBean<>(new QueryCheck());
        filter.setDispatcherTypes(DispatcherType.REQUEST);
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }

    /** Added after the container's own, so that they are asked before that one. */
    @Bean
    WebServerFactoryCustomizer<TomcatWebServerFactory> problemReports() {
        return factory -> factory.addContextCustomizers(context -> {
            context.getParent().getPipeline().addValve(new ProblemReportValve());
            context.getParent().getPipeline().addValve(new BrokenAnswer());
        });
    }
}
