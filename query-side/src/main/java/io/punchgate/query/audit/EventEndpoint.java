package io.punchgate.query.audit;

import io.punchgate.runtime.access.ApiKeys;
import io.punchgate.runtime.access.Caller;
import io.punchgate.runtime.access.ReadLimits;
import io.punchgate.runtime.log.read.LoggedRecord;
import io.punchgate.runtime.log.tree.EventProofs;
import io.punchgate.runtime.log.tree.TreeEntries;
import io.punchgate.runtime.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Exports events, oldest first, a JSON object a line. The export ends at the head of the log as it was when asked for; a
 * window of it is in memory at a time, however long it is.
 */
@RestController
class EventEndpoint {

    private static final int BUFFER_BYTES = 64 * 1024;

    /** A closed generator must not close the response: another window follows, or the container ends it. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
            .build();

    /** Events of a stretch of positions, and the entries that the tree has of them. */
    private record Window(List<LoggedRecord> records, TreeEntries entries) {}

    private final LoggedRecords log;
    private final ProvableEvents provable;
    private final ApiKeys apiKeys;
    private final ReadLimits limits;

    EventEndpoint(LoggedRecords log, ProvableEvents provable, ApiKeys apiKeys, ReadLimits limits) {
        this.log = log;
        this.provable = provable;
        this.apiKeys = apiKeys;
        this.limits = limits;
    }

    @GetMapping("/api/audit/v1/events")
    void export(
            Caller caller,
            @RequestParam MultiValueMap<String, String> parameters,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        EventFilter filter = EventFilterParameters.read(parameters, Auditors.customerOf(caller))
                .within(log);
        log.requireKept(Math.max(1, filter.fromPosition()));
        response.setContentType("application/x-ndjson");
        if (HttpMethod.HEAD.matches(request.getMethod())) {
            return;
        }
        @Nullable EventProofs proofs = filter.proof() ? provable.proofsUpTo(filter.toPosition()) : null;
        OutputStream out = new BufferedOutputStream(response.getOutputStream(), BUFFER_BYTES);
        for (long first = filter.fromPosition();
                first <= filter.toPosition();
                first += LoggedRecords.WINDOW_POSITIONS) {
            requireStillActive(caller);
            long last = Math.min(filter.toPosition(), first + LoggedRecords.WINDOW_POSITIONS - 1);
            writeWindow(filter, window(caller, filter, first, last), proofs, out);
            out.flush();
        }
    }

    /** A key that is revoked ends the exports that it began: they break off, lest a part is taken for the whole. */
    private void requireStillActive(Caller caller) {
        if (caller instanceof Caller.KeyHolder holder && !apiKeys.isActive(holder)) {
            throw Problem.unauthorized();
        }
    }

    /** Reads at its turn among the customer's reads; writing, which may wait for the reader, keeps nobody waiting. */
    private Window window(Caller caller, EventFilter filter, long first, long last) {
        ReadLimits.Permit turn = limits.turn(caller);
        try {
            return new Window(log.window(filter, first, last), provable.entries(first, last));
        } finally {
            turn.close();
        }
    }

    private void writeWindow(EventFilter filter, Window window, @Nullable EventProofs proofs, OutputStream out)
            throws IOException {
        for (LoggedRecord logged : window.records()) {
            EventLine line = new EventLine(logged, window.entries().of(logged.position()));
            if (line.isMeantBy(filter)) {
                try (JsonGenerator generator = JSON.createGenerator(out)) {
                    line.writeTo(generator, proofs);
                }
                out.write('\n');
            }
        }
    }
}
