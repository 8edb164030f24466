package io.punchgate.api.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The replays that this process remembers. */
public interface RememberedReplays {

    /**
     * Those of that customer, newest first.
     *
     * @param customerId null: all, those of operators too
     */
    List<ReplayView> views(@Nullable String customerId);
}
