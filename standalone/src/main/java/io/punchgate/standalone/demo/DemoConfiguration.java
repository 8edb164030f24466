package io.punchgate.standalone.demo;

import io.punchgate.runtime.start.PunchgateSettings;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/** The demo, where {@code PUNCHGATE_DEMO} is true. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("punchgate.demo")
@EnableConfigurationProperties(PunchgateSettings.class)
@ComponentScan
public class DemoConfiguration {}
