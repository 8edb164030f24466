package io.punchgate.command.gateway.mqtt;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Matches where an external broker is set: then there is a consumer, and no embedded broker. */
public final class ExternalBroker implements Condition {

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        return !context.getEnvironment().getProperty("punchgate.mqtt-url", "").isBlank();
    }
}
