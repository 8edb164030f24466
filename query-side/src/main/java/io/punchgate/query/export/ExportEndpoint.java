package io.punchgate.query.export;

import io.punchgate.api.attendance.PunchFilter;
import io.punchgate.query.listing.DateRange;
import io.punchgate.query.listing.Parameters;
import io.punchgate.query.listing.Queries;
import io.punchgate.query.listing.TimeBound;
import io.punchgate.runtime.access.Caller;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Integrators get files of punches and of days of work here. */
@RestController
class ExportEndpoint {

    private static final Set<String> OF_PUNCHES = Set.of("format", "from", "to", "user_id", "sn");
    private static final Set<String> OF_ATTENDANCE = Set.of("format", "from", "to", "user_id", "day_starts_at");

    /** Ten years; all of a person's punches of that time are in memory at once. */
    private static final int DAYS_MAX = 3_660;

    private final Queries queries;
    private final ExportStreaming streaming;

    ExportEndpoint(Queries queries, ExportStreaming streaming) {
        this.queries = queries;
        this.streaming = streaming;
    }

    @GetMapping("/api/v1/exports/punches")
    void punches(
            Caller.KeyHolder caller,
            @RequestParam MultiValueMap<String, String> query,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Parameters parameters = new Parameters(query, OF_PUNCHES);
        ExportFormat format = ExportFormat.read(parameters);
        @Nullable TimeBound from = parameters.time("from");
        @Nullable TimeBound to = parameters.time("to");
        Parameters.checkOrder("from", from, to);
        PunchFilter filter = new PunchFilter(
                parameters.userId(),
                parameters.text("sn"),
                null,
                null,
                TimeBound.instantOf(from),
                TimeBound.instantOf(to),
                TimeBound.dayOf(from),
                TimeBound.dayOf(to),
                null,
                null);
        PunchPages pages = new PunchPages(queries, caller.customerId(), filter);
        streaming.stream(
                caller, ExportTable.PUNCHES, format, file("punches", format, parameters), pages, request, response);
    }

    @GetMapping("/api/v1/exports/attendance")
    void attendance(
            Caller.KeyHolder caller,
            @RequestParam MultiValueMap<String, String> query,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Parameters parameters = new Parameters(query, OF_ATTENDANCE);
        ExportFormat format = ExportFormat.read(parameters);
        DayPages pages = new DayPages(
                queries,
                caller.customerId(),
                DateRange.read(parameters, DAYS_MAX),
                parameters.userId(),
                DateRange.dayStartsAt(parameters));
        streaming.stream(
                caller,
                ExportTable.ATTENDANCE,
                format,
                file("attendance", format, parameters),
                pages,
                request,
                response);
    }

    /** Such as {@code punches-2026-06-01-2026-06-30.csv}. */
    private static String file(String name, ExportFormat format, Parameters parameters) {
        return Stream.of(name, parameters.text("from"), parameters.text("to"))
                        .filter(Objects::nonNull)
                        .map(part -> part.replaceAll("[^A-Za-z0-9.-]", ""))
                        .collect(Collectors.joining("-"))
                + "." + format.label();
    }
}
