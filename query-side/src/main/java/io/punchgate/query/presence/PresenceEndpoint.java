package io.punchgate.query.presence;

import io.punchgate.api.AsOf;
import io.punchgate.api.attendance.AttendanceQuery.FindPeopleIn;
import io.punchgate.api.attendance.AttendanceResult.PeopleIn;
import io.punchgate.api.attendance.PersonView;
import io.punchgate.api.presence.DevicePresence;
import io.punchgate.api.presence.PresenceQuery.FindPresence;
import io.punchgate.api.presence.PresenceResult.DevicesSeen;
import io.punchgate.query.listing.AsOfCall;
import io.punchgate.query.listing.AsOfCalls;
import io.punchgate.query.listing.Cursor;
import io.punchgate.query.listing.Parameters;
import io.punchgate.query.listing.Queries;
import io.punchgate.query.listing.RuledPage;
import io.punchgate.runtime.access.Caller;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Integrators read here which devices are online and who is in. */
@RestController
class PresenceEndpoint {

    private static final Set<String> PARAMETERS = Set.of("cursor", "limit");
    private static final String DEVICES = "presence-1";
    private static final String PEOPLE = "people-in-2";

    private final Queries queries;
    private final AsOfCalls calls;

    PresenceEndpoint(Queries queries, AsOfCalls calls) {
        this.queries = queries;
        this.calls = calls;
    }

    @GetMapping("/api/v1/presence")
    RuledPage<DevicePresence> devices(Caller.KeyHolder caller, @RequestParam MultiValueMap<String, String> query) {
        return devices(caller.customerId(), query, null);
    }

    /** The devices as they were. */
    @GetMapping("/api/audit/v1/presence")
    RuledPage<DevicePresence> devicesAsOf(Caller caller, @RequestParam MultiValueMap<String, String> query) {
        AsOfCall call = calls.read(caller, query);
        return devices(call.customerId(), call.query(), call.asOf());
    }

    private RuledPage<DevicePresence> devices(
            String customerId, MultiValueMap<String, String> query, @Nullable AsOf asOf) {
        Parameters parameters = new Parameters(query, PARAMETERS);
        DevicesSeen found = queries.ask(
                new FindPresence(customerId, parameters.keyAfter(DEVICES), parameters.limit(), asOf),
                DevicesSeen.class);
        return RuledPage.of(found, new Cursor(DEVICES, List.of(found.endSn())).text());
    }

    @GetMapping("/api/v1/presence/users")
    RuledPage<PersonView> users(Caller.KeyHolder caller, @RequestParam MultiValueMap<String, String> query) {
        Parameters parameters = new Parameters(query, PARAMETERS);
        PeopleIn found = queries.ask(
                new FindPeopleIn(caller.customerId(), after(parameters.cursor(PEOPLE, 1)), parameters.limit()),
                PeopleIn.class);
        return RuledPage.of(found, cursor(found.end()).text());
    }

    private static @Nullable UUID after(@Nullable Cursor cursor) {
        return cursor == null || cursor.parts().getFirst().isEmpty() ? null : cursor.uuid(0);
    }

    private static Cursor cursor(@Nullable UUID end) {
        return new Cursor(PEOPLE, List.of(end == null ? "" : end.toString()));
    }
}
