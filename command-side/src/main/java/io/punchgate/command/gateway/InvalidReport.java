package io.punchgate.command.gateway;

import org.jspecify.annotations.Nullable;

/** A report cannot be read. The device is told which field is wrong, so that its maker can mend it. */
public final class InvalidReport extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final String INVALID_JSON = "invalid_json";
    private static final String INVALID_FIELD = "invalid_field";

    private final String code;
    private final @Nullable String field;

    private InvalidReport(String code, String message, @Nullable String field) {
        super(message, null, false, false);
        this.code = code;
        this.field = field;
    }

    /** The report is not JSON, or not the JSON that belongs there. */
    public static InvalidReport json(String message) {
        return new InvalidReport(INVALID_JSON, message, null);
    }

    /** A field is missing or wrong. */
    public static InvalidReport field(String field, String message) {
        return new InvalidReport(INVALID_FIELD, message, field);
    }

    /** {@code invalid_json} or {@code invalid_field}. */
    public String code() {
        return code;
    }

    /** The fault, for people. */
    public String reason() {
        return String.valueOf(getMessage());
    }

    /** The name of the wrong field, or null. */
    public @Nullable String field() {
        return field;
    }
}
