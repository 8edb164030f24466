package io.punchgate.query.stream;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.punchgate.runtime.access.Caller;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Integrators listen here to what happens. */
@RestController
class StreamEndpoint {

    static final String PATH = "/api/v1/stream";

    private final Streams streams;
    private final Beginnings beginnings;
    private final TicketTable tickets;

    StreamEndpoint(Streams streams, Beginnings beginnings, TicketTable tickets) {
        this.streams = streams;
        this.beginnings = beginnings;
        this.tickets = tickets;
    }

    @GetMapping(PATH)
    void open(
            Caller.KeyHolder caller,
            @RequestParam MultiValueMap<String, String> query,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        StreamParameters asked = StreamParameters.read(caller.customerId(), query, request.getHeader("Last-Event-ID"));
        Beginning beginning = beginnings.of(asked.lastTold(), asked.since());
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
        // Proxies that gather answers would keep events for themselves.
        response.setHeader("X-Accel-Buffering", "no");
        if (!HttpMethod.HEAD.matches(request.getMethod())) {
            streams.open(caller, asked.filter(), beginning, request);
        }
    }

    @PostMapping("/api/v1/stream-tickets")
    @ResponseStatus(HttpStatus.CREATED)
    IssuedTicket issue(Caller.KeyHolder caller) {
        return tickets.issue(caller);
    }

    /** A ticket, which is shown once. */
    record IssuedTicket(
            String ticket, @JsonProperty("expires_at") Instant expiresAt) {}
}
