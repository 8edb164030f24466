package io.punchgate.command;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Marks a class of tests with Axon's fixtures, beside which no other runs: while one is tested, the clock stands still that
 * gives all events of the process their time.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Isolated
public @interface StopsTheClock {}
