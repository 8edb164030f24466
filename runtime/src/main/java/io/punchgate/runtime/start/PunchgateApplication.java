package io.punchgate.runtime.start;

import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;

/** The set-up that the mains of the sides and of the standalone share. */
public final class PunchgateApplication {

    private PunchgateApplication() {}

    /**
     * An application that is ready to run.
     *
     * @param configNames comma-separated names of the configuration files, later ones over earlier ones, such as
     *     {@code command-side} for {@code command-side.yml}; an operator's {@code application.yml} is laid over them
     */
    public static SpringApplication of(Class<?> source, String configNames) {
        // Axon's update checker calls home. It obeys this system property only, and reads it before any bean exists.
        System.setProperty("axoniq.update-checker.disabled", "true");
        SpringApplication application = new SpringApplication(source);
        // Both sides name classes alike, after their features, and may run in one process.
        application.setBeanNameGenerator(FullyQualifiedAnnotationBeanNameGenerator.INSTANCE);
        application.setBannerMode(Banner.Mode.OFF);
        application.setDefaultProperties(Map.of("spring.config.name", "runtime," + configNames + ",application"));
        application.addInitializers(new AxonServerSwitch());
        return application;
    }
}
