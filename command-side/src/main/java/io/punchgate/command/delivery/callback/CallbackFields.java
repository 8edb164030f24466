package io.punchgate.command.delivery.callback;

import io.punchgate.api.customer.CallbackFilter;
import io.punchgate.api.customer.CallbackFormat;
import io.punchgate.api.customer.CallbackSettings;
import io.punchgate.api.device.PunchType;
import io.punchgate.command.operation.FieldRules;
import io.punchgate.runtime.web.BodyFields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the fields of callbacks from operators' requests. */
final class CallbackFields {

    private static final int RETRIES_MAX = 50;
    private static final int RETRY_DELAY_SECONDS_MAX = 7 * 24 * 60 * 60;
    private static final int PER_SECOND_MAX_MAX = 10_000;
    private static final int SNS_MAX = 1_000;

    private CallbackFields() {}

    /** The settings of a callback, with the defaults for fields that are missing. */
    static CallbackSettings settings(BodyFields fields) {
        fields.only(
                "url", "retry_schedule_seconds", "rotate_secret", "format", "max_per_second", "filter", "corrections");
        String url = fields.text(
                "url",
                FieldRules::isCallbackUrl,
                "must be an http or https address with a host, without user or fragment");
        CallbackFormat format = format(fields);
        boolean corrections = Boolean.TRUE.equals(fields.flagOrNull("corrections"));
        if (corrections && format == CallbackFormat.REALTIME) {
            throw fields.wrong("corrections", "must be false with the format realtime, which cannot tell of them");
        }
        return new CallbackSettings(
                url,
                fields.integersOrNull("retry_schedule_seconds", 0, RETRY_DELAY_SECONDS_MAX, RETRIES_MAX),
                format,
                fields.integerOrNull("max_per_second", 1, PER_SECOND_MAX_MAX),
                filter(fields),
                corrections);
    }

    private static CallbackFormat format(BodyFields fields) {
        @Nullable
        String label = fields.textOrNull(
                "format",
                text -> CallbackFormat.labelled(text).isPresent(),
                "must be realtime, cloudevents, standard-webhooks or cloudevents-batch");
        return label == null
                ? CallbackFormat.REALTIME
                : CallbackFormat.labelled(label).orElseThrow();
    }

    private static CallbackFilter filter(BodyFields fields) {
        @Nullable BodyFields filter = fields.objectOrNull("filter");
        if (filter == null) {
            return CallbackFilter.ALL;
        }
        filter.only("sns", "types");
        @Nullable List<String> sns = filter.textsOrNull("sns", SNS_MAX, FieldRules::isId, "must be serial numbers");
        @Nullable
        List<String> types = filter.textsOrNull(
                "types",
                PunchType.values().length,
                text -> PunchType.named(text).isPresent(),
                "must be types of punches, such as CheckIn");
        return new CallbackFilter(
                sns == null ? List.of() : sns,
                types == null
                        ? List.of()
                        : types.stream()
                                .flatMap(text -> PunchType.named(text).stream())
                                .toList());
    }
}
