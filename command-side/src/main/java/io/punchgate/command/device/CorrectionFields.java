package io.punchgate.command.device;

import io.punchgate.api.WrittenTime;
import io.punchgate.api.device.PunchType;
import io.punchgate.command.operation.FieldRules;
import io.punchgate.runtime.web.BodyFields;
import io.punchgate.runtime.web.Problem;
import org.jspecify.annotations.Nullable;

/**
 * A correction as a manager asks for it: of a punch that is void from now on, or that has another type, or time, or both.
 *
 * @param voided whether the punch does not count; then there is neither a type nor a time
 * @param time as it is written
 */
record CorrectionFields(
        String punchId,
        boolean voided,
        @Nullable PunchType type,
        @Nullable WrittenTime time,
        String reason) {

    private static final String VOID = "void";

    /**
     * Reads it from the body of a request.
     *
     * @throws Problem 400 naming the key that is wrong
     */
    static CorrectionFields read(BodyFields fields) {
        fields.only("punch_id", VOID, "type", "time", "reason");
        String punchId = fields.text("punch_id", text -> !text.isEmpty(), "must be the id of a punch");
        boolean voided = Boolean.TRUE.equals(fields.flagOrNull(VOID));
        @Nullable PunchType type = type(fields);
        @Nullable WrittenTime time = time(fields);
        if (voided && (type != null || time != null)) {
            throw fields.wrong(VOID, "must stand without a type and a time");
        }
        if (!voided && type == null && time == null) {
            throw fields.wrong(VOID, "must be true, unless there is a type or a time");
        }
        return new CorrectionFields(punchId, voided, type, time, reason(fields));
    }

    private static @Nullable PunchType type(BodyFields fields) {
        @Nullable
        String name = fields.textOrNull(
                "type", text -> PunchType.named(text).isPresent(), "must be the name of a punch type");
        return name == null ? null : PunchType.named(name).orElseThrow();
    }

    private static @Nullable WrittenTime time(BodyFields fields) {
        @Nullable
        String text = fields.textOrNull(
                "time",
                any -> WrittenTime.parse(any.strip()) != null,
                "must be a time such as 2026-06-21 09:30:00 at the device, or with an offset or Z");
        return text == null ? null : WrittenTime.parse(text.strip());
    }

    private static String reason(BodyFields fields) {
        return fields.text(
                "reason",
                FieldRules::isReason,
                "must be 1 to " + FieldRules.REASON_CHARACTERS_MAX + " characters, none of them a control character");
    }
}
