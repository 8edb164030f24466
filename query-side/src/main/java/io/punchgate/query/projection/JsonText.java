package io.punchgate.query.projection;

import jakarta.persistence.AttributeConverter;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps a value as JSON in a text column. Equal values have equal texts, whatever the order of their maps, so that a replay
 * can compare the columns.
 */
public abstract class JsonText<T> implements AttributeConverter<T, String> {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private final Class<T> type;

    /** Keeps values of that type. */
    protected JsonText(Class<T> type) {
        this.type = type;
    }

    /** The text that a column keeps of a value. */
    public static @Nullable String of(@Nullable Object value) {
        return value == null ? null : JSON.writeValueAsString(value);
    }

    @Override
    public final @Nullable String convertToDatabaseColumn(@Nullable T value) {
        return of(value);
    }

    @Override
    public final @Nullable T convertToEntityAttribute(@Nullable String text) {
        return text == null ? null : JSON.readValue(text, type);
    }
}
