package io.punchgate.query;

import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/** The query side: everything below this package. */
@Configuration(proxyBeanMethods = false)
@ComponentScan
public class QuerySide {}
