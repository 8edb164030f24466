package io.punchgate.query.presence;

import io.punchgate.query.attendance.PeopleIn;
import io.punchgate.query.attendance.PeopleIn.PersonIn;
import io.punchgate.query.listing.Cursor;
import io.punchgate.query.listing.Page;
import io.punchgate.query.listing.Parameters;
import io.punchgate.query.projection.ProjectionProgress;
import io.punchgate.runtime.access.Caller;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** Which devices are online and who is in, for integrators. */
@RestController
class PresenceEndpoint {

    private static final Set<String> PARAMETERS = Set.of("cursor", "limit");
    private static final String DEVICES = "presence-1";
    private static final String PEOPLE = "people-in-1";
    /** Sorts right after any user id that it follows, because those hold no control characters. */
    private static final String SUCCESSOR = "\u0001";

    private final Devices devices;
    private final PeopleIn people;
    private final PresenceProjection projection;
    private final ProjectionProgress progress;
    private final Clock clock;

    PresenceEndpoint(
            Devices devices, PeopleIn people, PresenceProjection projection, ProjectionProgress progress, Clock clock) {
        this.devices = devices;
        this.people = people;
        this.projection = projection;
        this.progress = progress;
        this.clock = clock;
    }

    /** A person who is in, as integrators read it. */
    @JsonNaming(SnakeCaseStrategy.class)
    record PersonView(String userId, Instant since, String sn) {}

    @GetMapping("/api/v1/presence")
    Page<DevicePresence> devices(Caller.KeyHolder caller, @RequestParam MultiValueMap<String, String> parameters) {
        Parameters query = new Parameters(parameters, PARAMETERS);
        String after = last(query.cursor(DEVICES, 1));
        int limit = query.limit(Parameters.LIMIT_MAX, Parameters.LIMIT_MAX);
        progress.await(projection);
        List<DevicePresence> found = devices.at(clock.instant(), caller.customerId(), after, limit + 1);
        return page(found, limit, DEVICES, after, DevicePresence::sn);
    }

    @GetMapping("/api/v1/presence/users")
    Page<PersonView> users(Caller.KeyHolder caller, @RequestParam MultiValueMap<String, String> parameters) {
        Parameters query = new Parameters(parameters, PARAMETERS);
        String after = last(query.cursor(PEOPLE, 1));
        int limit = query.limit(Parameters.LIMIT_MAX, Parameters.LIMIT_MAX);
        String first = after.isEmpty() ? "" : after + SUCCESSOR;
        List<PersonView> found = people.at(clock.instant(), caller.customerId(), first, limit + 1).stream()
                .map(PresenceEndpoint::view)
                .toList();
        return page(found, limit, PEOPLE, after, PersonView::userId);
    }

    private static PersonView view(PersonIn person) {
        return new PersonView(person.userId(), person.since(), person.sn());
    }

    private static String last(@Nullable Cursor cursor) {
        return cursor == null ? "" : cursor.parts().getFirst();
    }

    private static <T> Page<T> page(List<T> found, int limit, String kind, String after, Function<T, String> key) {
        boolean more = found.size() > limit;
        List<T> rows = more ? found.subList(0, limit) : found;
        String last = rows.isEmpty() ? after : key.apply(rows.getLast());
        return new Page<>(rows, new Cursor(kind, List.of(last)).text(), more);
    }
}
