package io.punchgate.command.device;

import io.punchgate.api.Streams;
import io.punchgate.api.delivery.PunchRef;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.runtime.id.TimeOrderedIds;
import io.punchgate.runtime.log.read.LogReader;
import io.punchgate.runtime.log.read.LoggedPunch;
import java.util.Optional;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.stereotype.Component;

/** Finds punches by their ids, as they were recorded. It asks the log itself, which never lags. */
@Component
class RecordedPunches {

    private final LogReader log;
    private final EventStore events;

    RecordedPunches(LogReader log, EventStore events) {
        this.log = log;
        this.events = events;
    }

    /** The customer's punch of that id; empty if it has none. */
    Optional<PunchRecorded> find(String customerId, String punchId) {
        return TimeOrderedIds.timeOf(punchId)
                .flatMap(madeAt -> log.findPunch(customerId, punchId, madeAt))
                .map(LoggedPunch::punch)
                .flatMap(this::read);
    }

    private Optional<PunchRecorded> read(PunchRef place) {
        DomainEventStream stream = events.readEvents(Streams.device(place.sn()), place.sequence());
        return stream.hasNext() && stream.next().getPayload() instanceof PunchRecorded punch
                ? Optional.of(punch)
                : Optional.empty();
    }
}
