package io.punchgate.command;

import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/** The command side: everything below this package. */
@Configuration(proxyBeanMethods = false)
@ComponentScan
public class CommandSide {}
