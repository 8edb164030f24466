package io.punchgate.runtime.web;

import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
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
}
