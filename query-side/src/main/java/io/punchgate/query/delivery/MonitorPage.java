package io.punchgate.query.delivery;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.punchgate.api.delivery.DeliveryResult.CallbackFigures;
import io.punchgate.api.delivery.DeliveryResult.CustomerFigures;
import io.punchgate.api.delivery.DeliveryResult.DeviceFigures;
import io.punchgate.api.delivery.DeliveryResult.Monitor;
import java.util.List;

/** A page of callbacks and devices, as clients read it, with the figures of the customer and of its callbacks before it. */
record MonitorPage(
        CustomerFigures customer,
        List<CallbackFigures> callbacks,
        List<DeviceFigures> data,
        @JsonProperty("next_cursor") String nextCursor,
        @JsonProperty("has_more") boolean hasMore) {

    MonitorPage {
        callbacks = List.copyOf(callbacks);
        data = List.copyOf(data);
    }

    static MonitorPage of(Monitor found, String nextCursor) {
        return new MonitorPage(found.customer(), found.callbacks(), found.data(), nextCursor, found.hasMore());
    }
}
