package io.punchgate.command.delivery.redelivery;

import io.punchgate.api.customer.Role;
import io.punchgate.api.delivery.CallbackReply;
import io.punchgate.api.delivery.DeliveryCommand.RequestRedelivery;
import io.punchgate.api.delivery.PunchRef;
import io.punchgate.command.delivery.redelivery.RedeliverablePunches.Selection;
import io.punchgate.command.delivery.redelivery.RedeliverablePunches.Status;
import io.punchgate.command.operation.FieldRules;
import io.punchgate.command.operation.Operations;
import io.punchgate.runtime.access.Caller;
import io.punchgate.runtime.web.BodyFields;
import io.punchgate.runtime.web.Problem;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Sends punches again for a customer's managers. The id of a delivery is that of its punch. */
@RestController
@RequestMapping("/api/v1/deliveries")
class RedeliveryEndpoint {

    /** Punches that one call requests; if there are more, the oldest. */
    private static final int PUNCHES_MAX = 10_000;

    private final RedeliverablePunches punches;
    private final Operations operations;
    private final Clock clock;

    RedeliveryEndpoint(RedeliverablePunches punches, Operations operations, Clock clock) {
        this.punches = punches;
        this.operations = operations;
        this.clock = clock;
    }

    @PostMapping("/{id}/redeliver")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Map<String, Object> one(Caller.KeyHolder caller, @PathVariable String id, BodyFields fields) {
        requireManager(caller);
        fields.only();
        RedeliverablePunches.Found found = punches.find(caller.customerId(), id)
                .orElseThrow(() -> Problem.notFound("There is no delivery of this id."));
        if (found.pending() || request(caller, List.of(found.punch())) == 0) {
            throw Problem.conflict("This delivery is pending: it is sent anyway.");
        }
        return Map.of("count", 1);
    }

    @PostMapping("/redeliver")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Map<String, Object> many(Caller.KeyHolder caller, BodyFields fields) {
        requireManager(caller);
        fields.only("sn", "status", "from", "to", "dry_run");
        @Nullable String sn = fields.textOrNull("sn", FieldRules::isId, "must be a serial number");
        Selection selection =
                new Selection(status(fields), sn, fields.instantOrNull("from"), fields.instantOrNull("to"));
        List<PunchRef> found = punches.select(caller.customerId(), selection, PUNCHES_MAX);
        boolean dryRun = Boolean.TRUE.equals(fields.flagOrNull("dry_run"));
        return Map.of("count", dryRun ? found.size() : request(caller, found));
    }

    private static void requireManager(Caller.KeyHolder caller) {
        if (caller.role() != Role.MANAGER) {
            throw Problem.forbidden("Only a key of role manager may redeliver.");
        }
    }

    private static Status status(BodyFields fields) {
        @Nullable
        String name = fields.textOrNull(
                "status",
                text -> Stream.of(Status.values()).anyMatch(each -> label(each).equals(text)),
                "must be parked, never or delivered");
        return name == null ? Status.PARKED : Status.valueOf(name.toUpperCase(Locale.ROOT));
    }

    private static String label(Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    /** Requests the punches. Returns how many are sent again: not those that became pending meanwhile. */
    private long request(Caller.KeyHolder caller, List<PunchRef> chosen) {
        if (!chosen.isEmpty() && !punches.hasCallback(caller.customerId())) {
            throw Problem.conflict("There is no callback to deliver to.");
        }
        Instant now = clock.instant();
        List<RequestRedelivery> requests = chosen.stream()
                .map(punch -> new RequestRedelivery(caller.customerId(), punch, caller.name(), now))
                .toList();
        return operations.sendAll(requests, CallbackReply.class).stream()
                .filter(reply -> reply == CallbackReply.DONE)
                .count();
    }
}
