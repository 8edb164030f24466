package io.punchgate.query.stream.event;

import io.punchgate.api.attendance.PunchDetails;
import io.punchgate.api.attendance.PunchView;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.runtime.sql.StorableText;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows a punch as its event tells it, in the form in which the lists show it. */
final class PunchEvents {

    private PunchEvents() {}

    /**
     * The punch as it is shown.
     *
     * @param erased whether the person was erased since
     */
    static PunchDetails details(PunchRecorded punch, boolean erased, @Nullable String serviceTag) {
        PunchView view = new PunchView(
                punch.punchId(),
                punch.sn(),
                erased ? null : textOrNull(punch.userId()),
                punch.time(),
                DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(punch.localTime()),
                punch.offset(),
                erased ? null : textOrNull(punch.attTimeRaw()),
                punch.type(),
                textOrNull(punch.stateRaw()),
                punch.inputType(),
                textOrNull(punch.inputRaw()),
                erased ? null : punch.location(),
                erased ? null : punch.temperature(),
                erased ? null : punch.faceMask(),
                punch.transport(),
                punch.recordedAt(),
                punch.clockSuspect(),
                List.of(),
                erased || punch.erased());
        return new PunchDetails(view, punch.label(), serviceTag, punch.pushedType());
    }

    /** As tables can hold it, so that lists and streams show the same. */
    private static @Nullable String textOrNull(@Nullable String text) {
        return text == null ? null : StorableText.of(text);
    }
}
