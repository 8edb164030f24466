package io.punchgate.runtime.person;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.punchgate.api.Personal;
import io.punchgate.api.PersonalEvent;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/** The personal components of a class of events: as one JSON text, and replaced. */
final class PersonalFields {

    private static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private static final ClassValue<PersonalFields> OF_CLASS = new ClassValue<>() {
        @Override
        protected PersonalFields computeValue(Class<?> type) {
            return new PersonalFields(type);
        }
    };

    private final RecordComponent[] components;
    private final Constructor<?> constructor;
    /** By name, the indices of the personal ones. */
    private final Map<String, Integer> personal = new LinkedHashMap<>();

    private int person = -1;
    private int sealed = -1;

    private PersonalFields(Class<?> type) {
        this.components = type.getRecordComponents();
        for (int i = 0; i < components.length; i++) {
            String name = components[i].getName();
            if (components[i].isAnnotationPresent(Personal.class)) {
                personal.put(name, i);
            } else if (name.equals("person")) {
                person = i;
            } else if (name.equals("sealed")) {
                sealed = i;
            }
        }
        if (person < 0 || sealed < 0 || personal.isEmpty()) {
            throw new IllegalStateException(type + " lacks its person, its sealed text, or personal components");
        }
        try {
            this.constructor = type.getDeclaredConstructor(
                    Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(type + " is no record", e);
        }
    }

    static PersonalFields of(PersonalEvent event) {
        return OF_CLASS.get(event.getClass());
    }

    /** The personal components in JSON; null if there are none. */
    @Nullable
    String text(PersonalEvent event) {
        Map<String, Object> fields = new LinkedHashMap<>();
        personal.forEach((name, index) -> {
            Object value = value(event, index);
            if (value != null) {
                fields.put(name, value);
            }
        });
        return fields.isEmpty() ? null : JSON.writeValueAsString(fields);
    }

    /** The event with its sealed text beside the components that are in it. */
    PersonalEvent sealed(PersonalEvent event, UUID by, byte[] text) {
        @Nullable Object[] values = values(event);
        values[person] = by;
        values[sealed] = Base64.getEncoder().encodeToString(text);
        return make(values);
    }

    /** The event without its personal components. */
    PersonalEvent closed(PersonalEvent event) {
        @Nullable Object[] values = values(event);
        personal.values().forEach(index -> values[index] = null);
        return make(values);
    }

    /** The event of a person who was erased, which was stored in clear. */
    PersonalEvent blank(PersonalEvent event, UUID erased) {
        @Nullable Object[] values = values(event);
        personal.values().forEach(index -> values[index] = null);
        values[person] = erased;
        return make(values);
    }

    /**
     * The event with the components of its sealed text.
     *
     * @throws IllegalStateException if it cannot be read; tells nothing of what is in it
     */
    PersonalEvent opened(PersonalEvent event, byte[] text) {
        @Nullable Object[] values = values(event);
        try (JsonParser parser = JSON.createParser(text)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                @Nullable Integer index = personal.get(parser.currentName());
                parser.nextToken();
                if (index == null) {
                    parser.skipChildren();
                } else {
                    values[index] = parser.readValueAs(components[index].getType());
                }
            }
        } catch (JacksonException e) {
            // Its words, and those of its causes, quote the text.
            throw new IllegalStateException(
                    "the sealed text of a " + event.getClass().getSimpleName() + " is not readable");
        }
        return make(values);
    }

    private @Nullable Object[] values(PersonalEvent event) {
        @Nullable Object[] values = new Object[components.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(event, i);
        }
        return values;
    }

    private @Nullable Object value(PersonalEvent event, int index) {
        try {
            return components[index].getAccessor().invoke(event);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a component of " + event.getClass() + " cannot be read", e);
        }
    }

    private PersonalEvent make(@Nullable Object[] values) {
        try {
            return (PersonalEvent) constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("no " + constructor.getDeclaringClass() + " can be made", e);
        }
    }
}
