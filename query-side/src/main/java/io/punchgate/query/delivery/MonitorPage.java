package io.punchgate.query.delivery;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.punchgate.api.delivery.DeliveryResult.CallbackFigures;
import io.punchgate.api.delivery.DeliveryResult.DeviceFigures;
import io.punchgate.api.delivery.DeliveryResult.Monitor;
import java.util.List;

/** A page of devices, as clients read it, with the customer's figures before it. */
record MonitorPage(
        CallbackFigures customer,
        List<DeviceFigures> data,
        @JsonProperty("next_cursor") String nextCursor,
        @JsonProperty("has_more") boolean hasMore) {

    MonitorPage {
        data = List.copyOf(data);
    }

    static MonitorPage of(Monitor found, String nextCursor) {
        return new MonitorPage(found.customer(), found.data(), nextCursor, found.hasMore());
    }
}
