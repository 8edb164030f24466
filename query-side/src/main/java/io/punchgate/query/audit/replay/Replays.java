package io.punchgate.query.audit.replay;

import io.punchgate.api.audit.RememberedReplays;
import io.punchgate.api.audit.ReplayView;
import io.punchgate.runtime.web.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The replays that were asked for, in whatever process. The last few are remembered. */
@Component
class Replays implements RememberedReplays {

    /** Replays of one customer, or of operators, that have not ended. */
    static final int PER_CUSTOMER_MAX = 3;
    /** Replays of all that have not ended. */
    static final int ALL_MAX = 30;

    private static final Duration RETRY_AFTER = Duration.ofSeconds(30);
    private static final int ID_LENGTH = 16;

    private final ReplayTable table;
    private final ReplayWorker worker;

    Replays(ReplayTable table, ReplayWorker worker) {
        this.table = table;
        this.worker = worker;
    }

    /**
     * Has a replay begin at its turn.
     *
     * @return its id
     * @throws Problem 429 where the customer has as many as it may have; 503 where all have
     */
    synchronized String start(ReplayScope scope, boolean switching) {
        ReplayTable.Open open = table.countOpen(scope.customerId());
        if (open.ofCustomer() >= PER_CUSTOMER_MAX) {
            throw Problem.tooManyUnderWay(PER_CUSTOMER_MAX, RETRY_AFTER);
        }
        if (open.ofAll() >= ALL_MAX) {
            throw Problem.unavailable(RETRY_AFTER);
        }
        String id = UUID.randomUUID().toString().replace("-", "").substring(0, ID_LENGTH);
        table.add(id, scope, switching);
        worker.look();
        return id;
    }

    /** The replay of that id; none if there is none, or it is not that customer's. */
    Optional<Replay> find(String id, @Nullable String customerId) {
        return table.find(id, customerId);
    }

    /** Cancels a replay unless it has ended. */
    void cancel(String id) {
        table.cancel(id);
        worker.endIfCancelled(id);
    }

    @Override
    public List<ReplayView> views(@Nullable String customerId) {
        return table.newest(customerId).stream().map(Replay::apiView).toList();
    }
}
