package io.punchgate.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The name and version under which an event is stored, for ever: a class may move or be renamed, its stored name may not.
 *
 * <p>A {@code name} of {@code punch-recorded} and a {@code version} of 1 is stored as {@code punchgate.punch-recorded.v1}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface StoredAs {

    /** The event's name, lower case with hyphens. It is also its {@code type} for auditors. */
    String name();

    /** The version of the event's fields, from 1. */
    int version() default 1;
}
