package io.punchgate.runtime.web;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.introspect.NopAnnotationIntrospector;
import tools.jackson.databind.module.SimpleModule;

/**
 * Writes the keys of the API module's records in snake case, where calls are answered: that module knows no JSON. The log
 * writes events by a mapper of its own.
 */
final class SnakeCaseViews extends NopAnnotationIntrospector {

    private static final long serialVersionUID = 1L;
    private static final String API = "io.punchgate.api.";

    /** The module for the mapper that answers calls. */
    static JacksonModule module() {
        return new SimpleModule("snake-case-views") {
            private static final long serialVersionUID = 1L;

            @Override
            public void setupModule(SetupContext context) {
                super.setupModule(context);
                context.insertAnnotationIntrospector(new SnakeCaseViews());
            }
        };
    }

    @Override
    public @Nullable Object findNamingStrategy(MapperConfig<?> config, AnnotatedClass type) {
        return type.getRawType().getName().startsWith(API) ? SnakeCaseStrategy.class : null;
    }
}
