package io.punchgate.command.delivery.callback;

import io.punchgate.api.CallbackId;
import io.punchgate.command.operation.Operations;
import io.punchgate.runtime.web.Problem;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads from the path of an operator's call which callback it is about: {@code id} is the customer, {@code name} the callback. */
@Component
public class CallbackPath {

    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,32}");

    private final Operations operations;
    private final WaitingPunches waiting;

    CallbackPath(Operations operations, WaitingPunches waiting) {
        this.operations = operations;
        this.waiting = waiting;
    }

    /**
     * The callback that the path names, set or not; without a name the default one.
     *
     * @throws Problem 400 if it can be no callback's name
     */
    static CallbackId named(Map<String, String> path) {
        @Nullable String name = path.get("name");
        if (name != null && !NAME.matcher(name).matches()) {
            throw Problem.invalidField("name", "must be 1 to 32 of a-z, 0-9 and hyphen");
        }
        return CallbackId.stored(Objects.requireNonNull(path.get("id")), name);
    }

    /**
     * The callback that the path names. The default one is there even before it is set.
     *
     * @throws Problem 400 if it can be no callback's name; 404 if there is no such customer or callback
     */
    public CallbackId existing(Map<String, String> path) {
        CallbackId callback = named(path);
        operations.requireCustomer(callback.customerId());
        if (!callback.isDefault() && !waiting.isSet(callback)) {
            throw noSuchCallback();
        }
        return callback;
    }

    static Problem noSuchCallback() {
        return Problem.notFound("The customer has no callback of this name.");
    }
}
