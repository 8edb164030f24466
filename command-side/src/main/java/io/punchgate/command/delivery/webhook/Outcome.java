package io.punchgate.command.delivery.webhook;

import io.punchgate.api.delivery.Attempt;
import io.punchgate.api.delivery.Verdict;
import org.jspecify.annotations.Nullable;

/** The outcome of an attempt. */
public sealed interface Outcome {

    /** The attempt itself. */
    Attempt attempt();

    /** The customer's server has the punch. */
    record Acknowledged(Attempt attempt) implements Outcome {}

    /**
     * The customer's server may not have the punch.
     *
     * @param retryAfterSeconds the delay that the answer asked for, in seconds; null if it asked for none
     */
    record Failed(
            Attempt attempt, Verdict verdict, @Nullable Long retryAfterSeconds) implements Outcome {}

    /** The request waited for a connection until it was not to go out any more: it never left, and that is no attempt. */
    record Withdrawn(Attempt attempt) implements Outcome {}
}
