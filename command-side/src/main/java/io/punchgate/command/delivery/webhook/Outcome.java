package io.punchgate.command.delivery.webhook;

import io.punchgate.api.delivery.Attempt;
import io.punchgate.api.delivery.Verdict;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The outcome of an attempt. */
public sealed interface Outcome {

    /** The attempt itself. */
    Attempt attempt();

    /** The same, of an attempt as it is kept. */
    Outcome keptAs(UnaryOperator<Attempt> kept);

    /** The customer's server has the punch. */
    record Acknowledged(Attempt attempt) implements Outcome {
        @Override
        public Acknowledged keptAs(UnaryOperator<Attempt> kept) {
            return new Acknowledged(kept.apply(attempt));
        }
    }

    /**
     * The customer's server may not have the punch.
     *
     * @param retryAfterSeconds the delay that the answer asked for, in seconds; null if it asked for none
     */
    record Failed(
            Attempt attempt, Verdict verdict, @Nullable Long retryAfterSeconds) implements Outcome {
        @Override
        public Failed keptAs(UnaryOperator<Attempt> kept) {
            return new Failed(kept.apply(attempt), verdict, retryAfterSeconds);
        }
    }

    /** The request waited for a connection until it was not to go out any more: it never left, and that is no attempt. */
    record Withdrawn(Attempt attempt) implements Outcome {
        @Override
        public Withdrawn keptAs(UnaryOperator<Attempt> kept) {
            return this;
        }
    }
}
