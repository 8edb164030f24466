package io.punchgate.query.attendance;

import io.punchgate.api.attendance.AttendanceQuery.FindAttendance;
import io.punchgate.api.attendance.AttendanceResult.WorkDays;
import io.punchgate.api.attendance.AttendanceView;
import io.punchgate.query.listing.AsOfCall;
import io.punchgate.query.listing.AsOfCalls;
import io.punchgate.query.listing.Queries;
import io.punchgate.query.listing.RuledPage;
import io.punchgate.runtime.access.Caller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Integrators read days of work here, and auditors read them as they were. */
@RestController
class AttendanceEndpoint {

    private final Queries queries;
    private final AsOfCalls calls;

    AttendanceEndpoint(Queries queries, AsOfCalls calls) {
        this.queries = queries;
        this.calls = calls;
    }

    @GetMapping("/api/v1/attendance")
    RuledPage<AttendanceView> list(Caller.KeyHolder caller, @RequestParam MultiValueMap<String, String> query) {
        return list(AttendanceParameters.read(caller.customerId(), query, null));
    }

    /** The list as it was. */
    @GetMapping("/api/audit/v1/attendance")
    RuledPage<AttendanceView> listAsOf(Caller caller, @RequestParam MultiValueMap<String, String> query) {
        AsOfCall call = calls.read(caller, query);
        return list(AttendanceParameters.read(call.customerId(), call.query(), call.asOf()));
    }

    private RuledPage<AttendanceView> list(FindAttendance query) {
        WorkDays found = queries.ask(query, WorkDays.class);
        return RuledPage.of(found, AttendanceParameters.cursor(found.end()).text());
    }
}
