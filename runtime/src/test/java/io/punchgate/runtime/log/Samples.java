package io.punchgate.runtime.log;

import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes any record of plain values: with every field, or with only those that may not be null. */
final class Samples {

    /** Every event of a person is written with them. */
    private static final Set<String> SEAL = Set.of("person", "sealed");

    private final boolean full;

    private Samples(boolean full) {
        this.full = full;
    }

    static <R> R full(Class<R> type) {
        return new Samples(true).record(type);
    }

    static <R> R minimal(Class<R> type) {
        return new Samples(false).record(type);
    }

    private <R> R record(Class<R> type) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types = Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] values = Stream.of(components).map(this::value).toArray();
        try {
            Constructor<R> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make a sample of " + type, e);
        }
    }

    private @Nullable Object value(RecordComponent component) {
        if (component.getName().equals("transportAuth")) {
            return transportAuth();
        }
        AnnotatedType annotated = component.getAnnotatedType();
        if (!full && annotated.isAnnotationPresent(Nullable.class) && !SEAL.contains(component.getName())) {
            return null;
        }
        return value(annotated.getType(), component.getName());
    }

    /** Its keys are the dialects': these are all that were ever stored. */
    private Map<String, Object> transportAuth() {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (full) {
            fields.put("adms", value(String.class, "adms"));
        }
        fields.put("networks", List.of(value(String.class, "networks")));
        if (full) {
            fields.put("aiface", value(String.class, "aiface"));
            fields.put("anviz", Map.of("deviceId", value(int.class, "deviceId")));
            fields.put("isapi", value(String.class, "isapi"));
            fields.put("mqttFace", value(String.class, "mqttFace"));
        }
        return fields;
    }

    private Object value(Type type, String name) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            return generic.getRawType() == Map.class
                    ? Map.of("1", value(arguments[1], name))
                    : List.of(value(arguments[0], name));
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isEnum()) {
            return plain.getEnumConstants()[0];
        }
        if (plain.isRecord()) {
            return record(plain);
        }
        return switch (plain.getSimpleName()) {
            case "String" -> name + " \u00e9";
            case "Instant" -> Instant.parse("2026-06-21T04:00:00.123Z");
            case "LocalDateTime" -> LocalDateTime.parse("2026-06-21T09:30:00");
            case "UUID" -> UUID.fromString("3b1d4a5e-0c0f-4a3f-9a53-7d1a7b1c2d3e");
            case "boolean", "Boolean" -> true;
            case "int", "Integer" -> 42;
            case "long", "Long" -> 4_200_000_000L;
            case "double", "Double" -> 36.6;
            default -> throw new IllegalStateException("no sample of " + plain);
        };
    }
}
