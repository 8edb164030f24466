package io.punchgate.runtime.access;

import java.util.List;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Who may call, and how refusals are told: imported by each side; both in one process share it. */
@Configuration(proxyBeanMethods = false)
@Import({ProblemAdvice.class, ProblemErrorPage.class})
public class AccessConfiguration implements WebMvcConfigurer {

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new CallerArgument());
    }
}
