package io.punchgate.query.projection;

import io.punchgate.api.customer.CustomerSettings;
import io.punchgate.api.device.DeviceSettings;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Keeps a value as JSON in a text column. */
public abstract class JsonText<T> implements AttributeConverter<T, String> {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Class<T> type;

    JsonText(Class<T> type) {
        this.type = type;
    }

    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable T value) {
        return value == null ? null : JSON.writeValueAsString(value);
    }

    @Override
    public @Nullable T convertToEntityAttribute(@Nullable String text) {
        return text == null ? null : JSON.readValue(text, type);
    }

    @Converter
    public static final class OfCustomerSettings extends JsonText<CustomerSettings> {
        OfCustomerSettings() {
            super(CustomerSettings.class);
        }
    }

    @Converter
    public static final class OfDeviceSettings extends JsonText<DeviceSettings> {
        OfDeviceSettings() {
            super(DeviceSettings.class);
        }
    }

    @Converter
    public static final class OfSeconds implements AttributeConverter<List<Integer>, String> {

        @Override
        public @Nullable String convertToDatabaseColumn(@Nullable List<Integer> seconds) {
            return seconds == null ? null : JSON.writeValueAsString(seconds);
        }

        @Override
        public @Nullable List<Integer> convertToEntityAttribute(@Nullable String text) {
            return text == null ? null : Arrays.asList(JSON.readValue(text, Integer[].class));
        }
    }
}
