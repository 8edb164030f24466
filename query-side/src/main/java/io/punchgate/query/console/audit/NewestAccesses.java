package io.punchgate.query.console.audit;

import io.punchgate.api.device.DeviceQuery.FindDevice;
import io.punchgate.api.device.DeviceResult.RegisteredDevice;
import io.punchgate.query.console.page.Moment;
import io.punchgate.query.listing.Queries;
import io.punchgate.runtime.access.history.AccessEntry;
import io.punchgate.runtime.access.history.AccessReader;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The accesses that were written down last, of those that a person may see. */
@Component
class NewestAccesses {

    private static final int LOOKED_AT_MAX = 500;
    private static final int ROWS = 30;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final AccessReader history;
    private final Queries queries;

    NewestAccesses(AccessReader history, Queries queries) {
        this.history = history;
        this.queries = queries;
    }

    /** Newest first; of the customer, or all. */
    List<AccessLine> of(@Nullable String customerId, Instant now) {
        long last = history.last();
        Map<String, Boolean> devices = new HashMap<>();
        return history.entries(Math.max(1, last - LOOKED_AT_MAX + 1), last, LOOKED_AT_MAX).reversed().stream()
                .filter(entry -> customerId == null || isAbout(customerId, entry, devices))
                .limit(ROWS)
                .map(entry -> line(entry, now))
                .toList();
    }

    private boolean isAbout(String customerId, AccessEntry entry, Map<String, Boolean> devices) {
        @Nullable String device = entry.sn();
        return device == null
                ? customerId.equals(entry.customerId())
                : devices.computeIfAbsent(device, sn -> isOf(customerId, sn));
    }

    private boolean isOf(String customerId, String sn) {
        return queries.find(new FindDevice(sn), RegisteredDevice.class)
                .filter(found -> found.device().customerId().equals(customerId))
                .isPresent();
    }

    private static AccessLine line(AccessEntry entry, Instant now) {
        JsonNode record = JSON.readTree(entry.record());
        return new AccessLine(
                Moment.at(Instant.parse(record.path("at").asString()), ZoneOffset.UTC, now),
                record.path("who").asString(""),
                record.path("role").asString(""),
                record.path("action").asString(""),
                record.path("address").asString(""));
    }
}
