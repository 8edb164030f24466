package io.punchgate.command.delivery.saga;

import java.util.Map;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes sagas and the payloads of their deadlines under fixed names, so that classes may move while sagas wait in the
 * database. The names are those of the classes when the first sagas were stored.
 */
public final class SagaSerializer extends Jackson3Serializer {

    private static final Map<Class<?>, String> NAMES = Map.of(
            DeliverySaga.class, "io.punchgate.command.push.saga.DeliverySaga",
            Due.class, "io.punchgate.command.push.saga.Due");

    private SagaSerializer(Builder builder) {
        super(builder);
    }

    /** A serializer that ignores fields of newer versions. */
    public static SagaSerializer create() {
        return new SagaSerializer(Jackson3Serializer.builder().lenientDeserialization());
    }

    @Override
    @SuppressWarnings("rawtypes") // as inherited
    public SerializedType typeForClass(@Nullable Class type) {
        @Nullable String name = type == null ? null : NAMES.get(type);
        return name == null
                ? super.typeForClass(type)
                : new SimpleSerializedType(name, super.typeForClass(type).getRevision());
    }

    @Override
    protected String resolveClassName(SerializedType serializedType) {
        return NAMES.entrySet().stream()
                .filter(entry -> entry.getValue().equals(serializedType.getName()))
                .map(entry -> entry.getKey().getName())
                .findFirst()
                .orElseGet(serializedType::getName);
    }
}
