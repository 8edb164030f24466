package io.punchgate.query.projection;

import io.punchgate.api.DomainEvent;
import io.punchgate.query.TestEvents;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Events of any class with one text in all their fields, but for those that are ids of ours. */
final class AnyText {

    /** A text of each class of code points, and long ones. */
    static final List<String> TEXTS = List.of(
            "a\0b",
            "\1\7\b\f\u001B\u007F\u0085",
            "\uD83D half",
            "half \uDE00",
            "\uDE00\uD83D",
            "\uD83D\uDE00\uDBFF\uDFFD",
            "\u202E\u0628\u200F\u2067",
            "\uFEFFbom",
            "\uFFFE\uFFFF\uDBFF\uDFFF",
            "\u2028\u2029\u00A0\u3000",
            "'; \"\\ {\"a,b\\\"} $1 ? %s \\u0000 \\x00",
            "\t\r\n",
            "",
            "z".repeat(100_000),
            "\uD83D\uDE00".repeat(50_000),
            "\0".repeat(10_000));

    /** Fields that the product makes, and read models keep as what they are. */
    private static final Set<String> UUIDS = Set.of("punchId", "correctionId");

    /** Fields that nobody outside chooses, or that are checked before anything is stored. */
    private static final Set<String> IDS = Set.of(
            "sn",
            "customerId",
            "callback",
            "keyId",
            "commandId",
            "timeZone",
            "offset",
            "hash",
            "authTokenHash",
            "callbackTokenId",
            "admsPathHash",
            "signingSecretId",
            "format");

    private AnyText() {}

    static DomainEvent event(Class<? extends DomainEvent> type, String text, String id) {
        return type.cast(record(type, text, id));
    }

    private static @Nullable Object value(Type type, String name, String text, String id) {
        if (type instanceof ParameterizedType generic) {
            return collection(generic, name, text, id);
        }
        if (!(type instanceof Class<?> plain)) {
            return null;
        }
        if (plain == String.class) {
            if (name.equals("sealed")) {
                return null;
            }
            return UUIDS.contains(name) ? TestEvents.id(name + id) : IDS.contains(name) ? id : text;
        }
        if (plain.isRecord()) {
            return record(plain, text, id);
        }
        if (plain.isEnum()) {
            return plain.getEnumConstants()[0];
        }
        return plain(plain);
    }

    private static @Nullable Object plain(Class<?> type) {
        if (type == Instant.class) {
            return Instant.parse("2026-06-21T04:00:00Z");
        }
        if (type == LocalDateTime.class) {
            return LocalDateTime.parse("2026-06-21T09:30:00");
        }
        if (type == boolean.class || type == Boolean.class) {
            return true;
        }
        if (type == int.class || type == Integer.class) {
            return 1;
        }
        if (type == long.class || type == Long.class) {
            return 1L;
        }
        return type == double.class || type == Double.class ? 0.5 : null;
    }

    private static @Nullable Object collection(ParameterizedType type, String name, String text, String id) {
        if (type.getRawType() == List.class) {
            @Nullable Object element = value(type.getActualTypeArguments()[0], name, text, id);
            return element == null ? List.of() : List.of(element);
        }
        return type.getRawType() == Map.class ? Map.of() : null;
    }

    private static Object record(Class<?> type, String text, String id) {
        RecordComponent[] components = type.getRecordComponents();
        try {
            var constructor = type.getDeclaredConstructor(
                    Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return constructor.newInstance(Stream.of(components)
                    .map(each -> value(each.getGenericType(), each.getName(), text, id))
                    .toArray());
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(type + " cannot be made", e);
        }
    }
}
