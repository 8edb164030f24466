package io.punchgate.command.delivery.line;

import io.punchgate.command.lane.BackPressureSource;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;

/** The push as something to be waited for: late, if too many punches wait that nobody but ourselves holds up. */
@Component
class PushBackPressure implements BackPressureSource {

    /** So many are pushed within some seconds. */
    static final long PUNCHES_MAX = 8_192;

    private volatile Collection<CustomerPush> customers = List.of();

    /** Watches these, which may change. */
    void watch(Collection<CustomerPush> all) {
        customers = all;
    }

    @Override
    public boolean isLate() {
        long punches = 0;
        for (CustomerPush customer : customers) {
            if (customer.backlog().isAnsweredSoon() && customer.gate().isUnhindered()) {
                punches += customer.backlog().punches();
            }
        }
        return punches > PUNCHES_MAX;
    }
}
