package io.punchgate.query.attendance.punch;

import io.punchgate.api.AsOf;
import io.punchgate.api.attendance.AttendanceQuery.FindPunch;
import io.punchgate.api.attendance.AttendanceQuery.FindPunches;
import io.punchgate.api.attendance.AttendanceQuery.FindPunchesByTime;
import io.punchgate.api.attendance.AttendanceResult.FoundPunch;
import io.punchgate.api.attendance.AttendanceResult.Punches;
import io.punchgate.api.attendance.AttendanceResult.PunchesByTime;
import io.punchgate.api.attendance.PunchDetails;
import io.punchgate.api.attendance.PunchFilter;
import io.punchgate.api.attendance.PunchMoment;
import io.punchgate.api.attendance.PunchView;
import io.punchgate.api.device.DeviceQuery.FindDevice;
import io.punchgate.api.device.DeviceResult.RegisteredDevice;
import io.punchgate.api.device.DeviceView;
import io.punchgate.query.listing.AsOfCall;
import io.punchgate.query.listing.AsOfCalls;
import io.punchgate.query.listing.Cursor;
import io.punchgate.query.listing.Parameters;
import io.punchgate.query.listing.Queries;
import io.punchgate.query.listing.RuledPage;
import io.punchgate.runtime.access.Caller;
import io.punchgate.runtime.web.EntityTag;
import io.punchgate.runtime.web.Problem;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;
import tools.jackson.databind.json.JsonMapper;

/** Integrators read punches here, and auditors read them as they were. */
@RestController
class PunchEndpoint {

    private static final String RECORDED = "punches-recorded-1";
    private static final String BY_TIME = "punches-time-1";

    private final Queries queries;
    private final AsOfCalls calls;
    private final JsonMapper json;

    PunchEndpoint(Queries queries, AsOfCalls calls, JsonMapper json) {
        this.queries = queries;
        this.calls = calls;
        this.json = json;
    }

    @GetMapping("/api/v1/punches")
    RuledPage<PunchView> list(Caller.KeyHolder caller, @RequestParam MultiValueMap<String, String> query) {
        return list(caller.customerId(), query, null);
    }

    /** The list as it was. */
    @GetMapping("/api/audit/v1/punches")
    RuledPage<PunchView> listAsOf(Caller caller, @RequestParam MultiValueMap<String, String> query) {
        AsOfCall call = calls.read(caller, query);
        return list(call.customerId(), call.query(), call.asOf());
    }

    private RuledPage<PunchView> list(String customerId, MultiValueMap<String, String> query, @Nullable AsOf asOf) {
        Parameters parameters = new Parameters(query, PunchFilterParameters.KNOWN);
        PunchFilter filter = PunchFilterParameters.read(parameters);
        boolean byTime = "time".equals(parameters.oneOf("order", Set.of("recorded", "time")));
        return byTime ? byTime(customerId, filter, parameters, asOf) : recorded(customerId, filter, parameters, asOf);
    }

    @GetMapping(path = "/api/v1/punches/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    byte @Nullable [] find(
            Caller.KeyHolder caller, @PathVariable String id, WebRequest request, HttpServletResponse response) {
        FoundPunch found = queries.find(new FindPunch(caller.customerId(), id), FoundPunch.class)
                .orElseThrow(() -> Problem.notFound("There is no such punch."));
        @Nullable DeviceView device = device(caller.customerId(), found.punch().sn());
        @Nullable String label = found.label() == null && device != null ? device.label() : found.label();
        byte[] body = json.writeValueAsBytes(new PunchDetails(
                found.punch(), label, device == null ? null : device.serviceTagId(), found.pushedType()));
        return EntityTag.isKept(body, request, response) ? null : body;
    }

    /** The device as it is set now; null where it is the customer's no more. */
    private @Nullable DeviceView device(String customerId, String sn) {
        return queries.find(new FindDevice(sn), RegisteredDevice.class)
                .map(RegisteredDevice::device)
                .filter(device -> device.customerId().equals(customerId))
                .orElse(null);
    }

    private RuledPage<PunchView> recorded(
            String customerId, PunchFilter filter, Parameters parameters, @Nullable AsOf asOf) {
        var query = new FindPunches(customerId, filter, parameters.positionAfter(RECORDED), parameters.limit(), asOf);
        Punches found = queries.ask(query, Punches.class);
        return RuledPage.of(found, Cursor.at(RECORDED, found.endPosition()).text());
    }

    private RuledPage<PunchView> byTime(
            String customerId, PunchFilter filter, Parameters parameters, @Nullable AsOf asOf) {
        @Nullable PunchMoment after = moment(parameters.cursor(BY_TIME, 2));
        var query = new FindPunchesByTime(customerId, filter, after, parameters.limit(), asOf);
        PunchesByTime found = queries.ask(query, PunchesByTime.class);
        return RuledPage.of(found, cursor(found.end()).text());
    }

    private static @Nullable PunchMoment moment(@Nullable Cursor cursor) {
        return cursor == null || cursor.parts().getFirst().isEmpty()
                ? null
                : new PunchMoment(cursor.instant(0), cursor.number(1));
    }

    private static Cursor cursor(@Nullable PunchMoment end) {
        return new Cursor(
                BY_TIME,
                end == null ? List.of("", "0") : List.of(end.time().toString(), Long.toString(end.position())));
    }
}
