package io.punchgate.query.console.punch;

import io.punchgate.query.console.page.Moment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One punch from the request to the proof.
 *
 * @param received what the device sent, by name, as far as the log keeps it
 * @param event the place in the log; null: it is archived
 * @param day the day of work that it belongs to, in words; null: none
 * @param dayLink to the person's month; null: the person was erased
 * @param proof the C2SP tlog-proof, its checkpoint included, for operators and auditors; null: not there yet, or not shown
 */
public record PunchDetails(
        PunchLine line,
        String id,
        String label,
        List<Fact> received,
        List<Fact> understood,
        @Nullable Event event,
        @Nullable String day,
        @Nullable String dayLink,
        List<Delivery> deliveries,
        @Nullable String proof) {

    /** A name and what it is. */
    public record Fact(String name, String value) {}

    /**
     * The event in the log.
     *
     * @param hash of the record, base64 of SHA-256
     * @param record the exact stored text; null: it names, from a time before texts were sealed, a person who was erased
     */
    public record Event(
            long position,
            String stream,
            long sequence,
            String type,
            Moment recordedAt,
            String hash,
            @Nullable String record) {}

    /** The push to one callback, and its attempts. */
    public record Delivery(
            String callback,
            String status,
            String operationId,
            @Nullable String why,
            @Nullable Moment next,
            List<Attempt> attempts,
            int attemptsInAll) {}

    /** A request to the customer's server, and its answer. */
    public record Attempt(
            Moment at,
            String outcome,
            long latencyMs,
            @Nullable String excerpt) {}
}
