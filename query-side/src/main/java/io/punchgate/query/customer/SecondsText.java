package io.punchgate.query.customer;

import io.punchgate.query.projection.JsonText;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Keeps a list of seconds as JSON. */
@Converter
final class SecondsText implements AttributeConverter<List<Integer>, String> {

    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable List<Integer> seconds) {
        return JsonText.of(seconds);
    }

    @Override
    public @Nullable List<Integer> convertToEntityAttribute(@Nullable String text) {
        return text == null ? null : List.of(JsonMapper.shared().readValue(text, Integer[].class));
    }
}
