package io.punchgate.query.console.change;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The place at which changes are asked for, as {@code punchgate.console.*} properties.
 *
 * @param commandUrl of the command side, such as {@code http://command-side:8080}; {@code self} where it is in this process;
 *     null: unknown, so that pages only show
 */
@ConfigurationProperties("punchgate.console")
record ApiSettings(@Nullable String commandUrl) {

    private static final String SELF = "self";

    boolean isSelf() {
        return SELF.equals(commandUrl);
    }
}
