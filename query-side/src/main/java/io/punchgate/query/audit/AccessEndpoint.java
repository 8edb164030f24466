package io.punchgate.query.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.punchgate.api.device.DeviceQuery.FindDevice;
import io.punchgate.api.device.DeviceResult.RegisteredDevice;
import io.punchgate.query.listing.Parameters;
import io.punchgate.query.listing.Queries;
import io.punchgate.query.listing.TimeBound;
import io.punchgate.runtime.access.ApiKeys;
import io.punchgate.runtime.access.Caller;
import io.punchgate.runtime.access.ReadLimits;
import io.punchgate.runtime.access.history.AccessEntry;
import io.punchgate.runtime.access.history.AccessReader;
import io.punchgate.runtime.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Lists the accesses of operators, managers and auditors, oldest first, a JSON object a line, up to the newest one when asked. An
 * auditor sees those that are about its customer: calls with the customer's keys, and calls of operators whose path names the
 * customer or a device that is the customer's now.
 */
@RestController
class AccessEndpoint {

    private static final int WINDOW_ENTRIES = 1_000;
    private static final Set<String> KNOWN = Set.of("from", "to");
    private static final JsonMapper JSON = new JsonMapper();

    private final AccessReader history;
    private final Queries queries;
    private final ApiKeys apiKeys;
    private final ReadLimits limits;

    AccessEndpoint(AccessReader history, Queries queries, ApiKeys apiKeys, ReadLimits limits) {
        this.history = history;
        this.queries = queries;
        this.apiKeys = apiKeys;
        this.limits = limits;
    }

    @GetMapping("/api/audit/v1/accesses")
    void list(
            Caller caller,
            @RequestParam MultiValueMap<String, String> query,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        @Nullable String customerId = Auditors.customerOf(caller);
        Parameters parameters = new Parameters(query, KNOWN);
        @Nullable TimeBound from = parameters.time("from");
        @Nullable TimeBound to = parameters.time("to");
        Parameters.checkOrder("from", from, to);
        response.setContentType("application/x-ndjson");
        if (HttpMethod.HEAD.matches(request.getMethod())) {
            return;
        }
        long first = from == null ? 1 : history.firstAt(from.firstUtc());
        long last = history.last();
        if (to != null) {
            last = Math.min(last, history.firstAt(to.lastUtc().plusNanos(1)) - 1);
        }
        OutputStream out = new BufferedOutputStream(response.getOutputStream());
        List<AccessEntry> window = window(caller, first, last);
        while (!window.isEmpty()) {
            write(window, customerId, out);
            out.flush();
            window = window(caller, window.getLast().id() + 1, last);
        }
    }

    /** Read at its turn among the customer's reads; writing keeps nobody waiting. A key that is revoked breaks off what it began. */
    private List<AccessEntry> window(Caller caller, long first, long last) {
        if (caller instanceof Caller.KeyHolder holder && !apiKeys.isActive(holder)) {
            throw Problem.unauthorized();
        }
        ReadLimits.Permit turn = limits.turn(caller);
        try {
            return history.entries(first, last, WINDOW_ENTRIES);
        } finally {
            turn.close();
        }
    }

    private void write(List<AccessEntry> window, @Nullable String customerId, OutputStream out) throws IOException {
        Map<String, Boolean> devices = new HashMap<>();
        for (AccessEntry entry : window) {
            if (customerId == null || isAbout(customerId, entry, devices)) {
                out.write(line(entry));
            }
        }
    }

    private boolean isAbout(String customerId, AccessEntry entry, Map<String, Boolean> devices) {
        @Nullable String device = entry.sn();
        if (device == null) {
            return customerId.equals(entry.customerId());
        }
        return devices.computeIfAbsent(device, sn -> isOf(customerId, sn));
    }

    private boolean isOf(String customerId, String sn) {
        return queries.find(new FindDevice(sn), RegisteredDevice.class)
                .filter(found -> found.device().customerId().equals(customerId))
                .isPresent();
    }

    private static byte[] line(AccessEntry entry) {
        ObjectNode line = JSON.createObjectNode().put("id", entry.id());
        line.setAll((ObjectNode) JSON.readTree(entry.record()));
        line.put("record", entry.record());
        line.put("hash", entry.hash());
        return (JSON.writeValueAsString(line) + "\n").getBytes(UTF_8);
    }
}
