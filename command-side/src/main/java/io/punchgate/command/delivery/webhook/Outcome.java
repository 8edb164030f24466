package io.punchgate.command.delivery.webhook;

import io.punchgate.api.delivery.Attempt;
import io.punchgate.api.delivery.Verdict;
import org.jspecify.annotations.Nullable;

/** How an attempt ended. */
public sealed interface Outcome {

    /** The attempt itself. */
    Attempt attempt();

    /** The customer's server has the punch. */
    record Acknowledged(Attempt attempt) implements Outcome {}

    /**
     * It is not known to have it.
     *
     * @param retryAfterSeconds what the answer asked for, in seconds; null where it did not
     */
    record Failed(
            Attempt attempt, Verdict verdict, @Nullable Long retryAfterSeconds) implements Outcome {}
}
