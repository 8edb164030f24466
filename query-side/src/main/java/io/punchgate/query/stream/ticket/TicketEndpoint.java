package io.punchgate.query.stream.ticket;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.punchgate.runtime.access.Caller;
import java.time.Instant;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Integrators get tickets here for clients that cannot send a key, such as a browser's EventSource. */
@RestController
class TicketEndpoint {

    private final TicketTable tickets;

    TicketEndpoint(TicketTable tickets) {
        this.tickets = tickets;
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
