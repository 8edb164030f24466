package io.punchgate.query.stream.ticket;

import io.punchgate.query.stream.ticket.TicketEndpoint.IssuedTicket;
import io.punchgate.runtime.access.Caller;
import io.punchgate.runtime.access.StreamTickets;
import io.punchgate.runtime.access.Tokens;
import io.punchgate.runtime.sql.Timestamps;
import io.punchgate.runtime.web.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tickets that were not used yet, for all processes: a ticket that is used is a row that one of them deleted. */
@Component
final class TicketTable implements StreamTickets {

    private static final Duration GOOD_FOR = Duration.ofSeconds(60);
    /** Tickets of a key that are not used. */
    private static final int UNUSED_MAX = 1_000;

    private static final String ISSUE = """
            insert into query.stream_ticket (hash, customer_id, key_id, expires_at)
            select ?, ?, ?, ? where (
                select count(*) from query.stream_ticket where customer_id = ? and key_id = ?) < ?
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    TicketTable(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * A new ticket of a key.
     *
     * @throws Problem 429 where the key has too many that were not used
     */
    IssuedTicket issue(Caller.KeyHolder holder) {
        Instant now = clock.instant();
        Instant expiresAt = now.plus(GOOD_FOR).truncatedTo(ChronoUnit.MILLIS);
        jdbc.sql("delete from query.stream_ticket where expires_at <= ?")
                .param(Timestamps.utc(now))
                .update();
        String ticket = Tokens.secret();
        int issued = jdbc.sql(ISSUE)
                .params(
                        Tokens.sha256Hex(ticket),
                        holder.customerId(),
                        holder.keyId(),
                        Timestamps.utc(expiresAt),
                        holder.customerId(),
                        holder.keyId(),
                        UNUSED_MAX)
                .update();
        if (issued == 0) {
            throw Problem.tooManyUnderWay(UNUSED_MAX, GOOD_FOR);
        }
        return new IssuedTicket(ticket, expiresAt);
    }

    @Override
    public Optional<KeyOf> redeem(String ticket) {
        return jdbc.sql("delete from query.stream_ticket where hash = ? returning customer_id, key_id, expires_at")
                .param(Tokens.sha256Hex(ticket))
                .query((row, number) -> Timestamps.instant(row, "expires_at").isAfter(clock.instant())
                        ? Optional.of(new KeyOf(row.getString("customer_id"), row.getString("key_id")))
                        : Optional.<KeyOf>empty())
                .optional()
                .flatMap(found -> found);
    }
}
