package io.punchgate.query.attendance;

import io.punchgate.api.attendance.AttendanceResult.WorkDays;
import io.punchgate.api.attendance.AttendanceView;
import io.punchgate.query.listing.Queries;
import io.punchgate.query.listing.RuledPage;
import io.punchgate.runtime.access.Caller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Integrators read days of work here. */
@RestController
class AttendanceEndpoint {

    private final Queries queries;

    AttendanceEndpoint(Queries queries) {
        this.queries = queries;
    }

    @GetMapping("/api/v1/attendance")
    RuledPage<AttendanceView> list(Caller.KeyHolder caller, @RequestParam MultiValueMap<String, String> query) {
        WorkDays found = queries.ask(AttendanceParameters.read(caller.customerId(), query), WorkDays.class);
        return RuledPage.of(found, AttendanceParameters.cursor(found.end()).text());
    }
}
