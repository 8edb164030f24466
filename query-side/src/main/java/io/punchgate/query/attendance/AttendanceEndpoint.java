package io.punchgate.query.attendance;

import io.punchgate.query.attendance.punch.PunchProjection;
import io.punchgate.query.listing.Page;
import io.punchgate.query.projection.ProjectionProgress;
import io.punchgate.runtime.access.Caller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Days of work, for integrators. */
@RestController
class AttendanceEndpoint {

    private final Attendance attendance;
    private final PunchProjection projection;
    private final ProjectionProgress progress;

    AttendanceEndpoint(Attendance attendance, PunchProjection projection, ProjectionProgress progress) {
        this.attendance = attendance;
        this.projection = projection;
        this.progress = progress;
    }

    @GetMapping("/api/v1/attendance")
    Page<AttendanceView> days(Caller.KeyHolder caller, @RequestParam MultiValueMap<String, String> parameters) {
        AttendanceQuery query = AttendanceQuery.of(parameters);
        progress.await(projection);
        return attendance.days(caller.customerId(), query);
    }
}
