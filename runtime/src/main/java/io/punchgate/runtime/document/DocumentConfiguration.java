package io.punchgate.runtime.document;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Makes the beans that publish the documents: imported by each side; both in one process share them. */
@Configuration(proxyBeanMethods = false)
@Import({DocumentEndpoint.class, SwaggerEndpoint.class})
public class DocumentConfiguration {}
