package io.punchgate.query.stream.event;

import io.punchgate.api.attendance.PunchDetails;
import io.punchgate.api.attendance.PunchView;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.runtime.sql.StorableText;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Shows a punch as its event tells it, in the form in which the lists show it. */
final class PunchEvents {

    private PunchEvents() {}

    static PunchDetails details(PunchRecorded punch, @Nullable String serviceTag) {
        PunchView view = new PunchView(
                punch.punchId(),
                punch.sn(),
                StorableText.of(Objects.requireNonNullElse(punch.userId(), "")),
                punch.time(),
                DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(punch.localTime()),
                punch.offset(),
                StorableText.of(Objects.requireNonNullElse(punch.attTimeRaw(), "")),
                punch.type(),
                textOrNull(punch.stateRaw()),
                punch.inputType(),
                textOrNull(punch.inputRaw()),
                punch.location(),
                punch.temperature(),
                punch.faceMask(),
                punch.transport(),
                punch.recordedAt(),
                punch.clockSuspect(),
                List.of());
        return new PunchDetails(view, punch.label(), serviceTag, punch.pushedType());
    }

    /** As tables can hold it, so that lists and streams show the same. */
    private static @Nullable String textOrNull(@Nullable String text) {
        return text == null ? null : StorableText.of(text);
    }
}
