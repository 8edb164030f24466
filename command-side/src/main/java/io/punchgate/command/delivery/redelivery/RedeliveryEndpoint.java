package io.punchgate.command.delivery.redelivery;

import io.punchgate.api.CallbackId;
import io.punchgate.api.customer.Role;
import io.punchgate.api.delivery.CallbackReply;
import io.punchgate.api.delivery.DeliveryCommand.RequestRedelivery;
import io.punchgate.command.delivery.redelivery.RedeliverablePunches.Redelivery;
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
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Makes deliveries again for a customer's managers. */
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
        if (found.erased()) {
            throw Problem.conflict("The person of this delivery was erased: there is nothing left to deliver.");
        }
        if (found.pending()) {
            throw pending();
        }
        if (found.redeliveries().isEmpty()) {
            throw Problem.conflict("There is no callback to deliver to.");
        }
        long requested = request(caller, found.redeliveries());
        if (requested == 0) {
            throw pending();
        }
        return Map.of("count", requested);
    }

    private static Problem pending() {
        return Problem.conflict("This delivery is pending: it is sent anyway.");
    }

    @PostMapping("/redeliver")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Map<String, Object> many(Caller.KeyHolder caller, BodyFields fields) {
        requireManager(caller);
        fields.only("callback", "sn", "status", "from", "to", "dry_run");
        Selection selection = new Selection(
                status(fields),
                callback(caller, fields),
                fields.textOrNull("sn", FieldRules::isId, "must be a serial number"),
                fields.instantOrNull("from"),
                fields.instantOrNull("to"));
        boolean dryRun = Boolean.TRUE.equals(fields.flagOrNull("dry_run"));
        List<Redelivery> found = punches.select(caller.customerId(), selection, PUNCHES_MAX);
        return Map.of("count", dryRun ? found.size() : request(caller, found));
    }

    /** The name of the callback to deliver to; null: to all. */
    private @Nullable String callback(Caller.KeyHolder caller, BodyFields fields) {
        Set<String> names = punches.callbacks(caller.customerId()).stream()
                .map(CallbackId::name)
                .collect(Collectors.toSet());
        @Nullable String name = fields.textOrNull("callback", names::contains, "must be the name of a callback");
        if (names.isEmpty()) {
            throw Problem.conflict("There is no callback to deliver to.");
        }
        return name;
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

    /** Requests the deliveries. Returns how many are made again: not those that became pending meanwhile. */
    private long request(Caller.KeyHolder caller, List<Redelivery> chosen) {
        Instant now = clock.instant();
        List<RequestRedelivery> requests = chosen.stream()
                .map(each -> new RequestRedelivery(each.callback(), each.punch(), caller.name(), now))
                .toList();
        return operations.sendAll(requests, CallbackReply.class).stream()
                .filter(reply -> reply == CallbackReply.DONE)
                .count();
    }
}
