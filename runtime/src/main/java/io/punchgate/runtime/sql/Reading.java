package io.punchgate.runtime.sql;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.beans.factory.annotation.Qualifier;

/**
 * Marks the {@code JdbcClient} of those who read on behalf of callers: its connections are readers' own, so that the intake
 * and the push never wait for one. It can change nothing, and breaks off statements that take too long.
 */
@Qualifier("reading")
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.PARAMETER})
public @interface Reading {}
