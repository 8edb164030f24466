package io.punchgate.query.export;

import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A column of a table, named after a key of the list's rows.
 *
 * @param value the value of a row in this column, of any type that rows have
 * @param sentByDevices whether its texts are what devices sent
 */
record Column<T>(String name, Function<T, @Nullable Object> value, boolean sentByDevices) {

    /** The column of a record's component, or of a text in its place. */
    static <T extends Record> Column<T> of(
            RecordComponent component, @Nullable Function<T, String> text, boolean sentByDevices) {
        return new Column<>(
                component.getName().replaceAll("(?=[A-Z])", "_").toLowerCase(Locale.ROOT),
                row -> text == null ? read(component, row) : text.apply(row),
                sentByDevices);
    }

    private static @Nullable Object read(RecordComponent component, Record row) {
        try {
            return component.getAccessor().invoke(row);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a row cannot be read", e);
        }
    }

    /** The value of a row. What is no single value is shown as its JSON. */
    Cell cell(T row, JsonMapper json) {
        return switch (value.apply(row)) {
            case null -> Cell.BLANK;
            case String text -> new Cell.Text(sentByDevices ? SpreadsheetText.inert(text) : text);
            case Number number -> new Cell.Quantity(number);
            case Boolean flag -> new Cell.Flag(flag);
            case Instant instant -> new Cell.Text(instant.toString());
            case Enum<?> constant -> new Cell.Text(constant.name());
            case Object several -> new Cell.Text(json.writeValueAsString(several));
        };
    }
}
