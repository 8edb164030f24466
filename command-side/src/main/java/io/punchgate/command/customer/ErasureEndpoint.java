package io.punchgate.command.customer;

import io.punchgate.api.customer.CustomerCommand.ErasePerson;
import io.punchgate.api.customer.CustomerReply;
import io.punchgate.api.customer.Role;
import io.punchgate.command.operation.FieldRules;
import io.punchgate.command.operation.Operations;
import io.punchgate.runtime.access.Caller;
import io.punchgate.runtime.id.TimeOrderedIds;
import io.punchgate.runtime.person.PersonKeys;
import io.punchgate.runtime.web.BodyFields;
import io.punchgate.runtime.web.Problem;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Erases persons for a customer's managers. The answer does not tell whether there was such a person. */
@RestController
class ErasureEndpoint {

    /** Erasures that look for texts at the same time: each reads all of its customer's. */
    private static final int AT_ONCE_MAX = 2;

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);
    /** Ids in one event: some 40 bytes each. */
    private static final int IDS_MAX = 1_000;

    private final PersonKeys keys;
    private final NamingTexts texts;
    private final Operations operations;
    private final TimeOrderedIds ids;
    private final Clock clock;
    private final Semaphore turns = new Semaphore(AT_ONCE_MAX);

    ErasureEndpoint(PersonKeys keys, NamingTexts texts, Operations operations, TimeOrderedIds ids, Clock clock) {
        this.keys = keys;
        this.texts = texts;
        this.operations = operations;
        this.ids = ids;
        this.clock = clock;
    }

    /** The answer: the id under which the erasure stands in the log, if there was anything to be erased. */
    record Erasure(String id) {}

    @PostMapping("/api/v1/erasures")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Erasure erase(Caller.KeyHolder caller, BodyFields body) {
        if (caller.role() != Role.MANAGER) {
            throw Problem.forbidden("Only a key of role manager may erase.");
        }
        String userId = FieldRules.userId(body.only("user_id"), "user_id");
        if (!turns.tryAcquire()) {
            throw Problem.unavailable(RETRY_AFTER);
        }
        try {
            return erase(caller, userId);
        } finally {
            turns.release();
        }
    }

    /** The person goes with the first event: where a later one fails, the caller, who hears of it, asks again. */
    private Erasure erase(Caller.KeyHolder caller, String userId) {
        List<UUID> persons = new ArrayList<>();
        keys.personOf(caller.customerId(), userId).ifPresent(persons::add);
        persons.addAll(texts.naming(caller.customerId(), userId));
        String id = ids.next();
        for (int from = 0; from < persons.size(); from += IDS_MAX) {
            List<UUID> some = persons.subList(from, Math.min(persons.size(), from + IDS_MAX));
            operations.send(
                    new ErasePerson(
                            caller.customerId(), from == 0 ? id : ids.next(), some, caller.keyId(), clock.instant()),
                    CustomerReply.class);
        }
        return new Erasure(id);
    }
}
