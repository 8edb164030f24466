package io.punchgate.runtime.person;

import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.api.device.InputType;
import io.punchgate.api.device.Location;
import io.punchgate.api.device.PunchType;
import io.punchgate.runtime.log.EventLog;
import io.punchgate.runtime.log.EventRecords;
import io.punchgate.runtime.log.StagedAppend;
import io.punchgate.runtime.log.StoredEvent;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The keys and the log as one process has them. */
record SealingProcess(PersonKeys keys, EventLog log) {

    static final Instant AT = Instant.parse("2026-06-21T04:00:00.500Z");

    SealingProcess(JdbcTemplate jdbc) {
        this(jdbc, new PersonKeys(jdbc));
    }

    private SealingProcess(JdbcTemplate jdbc, PersonKeys keys) {
        this(keys, new EventLog(jdbc, new EventRecords(new PersonalEvents(keys))));
    }

    PunchRecorded punchAt(long position) {
        return (PunchRecorded) log.readAfter(position - 1).getFirst().event().payload();
    }

    /** Assumes that it knows the head, as the lane does. */
    void append(StoredEvent... events) {
        StagedAppend append = log.stage(log.head());
        append.append(List.of(events));
        append.write();
        append.tellStored();
    }

    static StoredEvent stored(PunchRecorded punch, int sequence) {
        return new StoredEvent("event-" + punch.punchId(), "device/SN1", sequence, AT, punch);
    }

    static PunchRecorded punch(String id, @Nullable String user) {
        return new PunchRecorded(
                id,
                "SN1",
                "acme",
                "Gate",
                user,
                AT,
                LocalDateTime.parse("2026-06-21T09:30:00"),
                "+05:30",
                "2026-06-21 09:30:00",
                PunchType.CheckIn,
                null,
                "1",
                InputType.Face,
                "15",
                new Location(12.5, 77.25, null),
                36.6,
                true,
                "http",
                AT,
                false,
                null,
                null);
    }
}
