package io.punchgate.command.operation;

import io.punchgate.api.Streams;
import io.punchgate.command.lane.LaneFull;
import io.punchgate.runtime.web.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Sends operators' commands and waits for the answers, up to a time. */
@Component
public class Operations {

    private static final Logger LOG = LoggerFactory.getLogger(Operations.class);
    private static final int WAIT_SECONDS_MAX = 10;
    private static final int SENT_AT_ONCE_MAX = 200;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final CommandGateway commands;
    private final EventStore events;

    Operations(CommandGateway commands, EventStore events) {
        this.commands = commands;
        this.events = events;
    }

    /**
     * Sends the command and returns the answer of its aggregate.
     *
     * @throws Problem 404 if there is no such aggregate; 503 if the answer takes too long or there is none at the moment
     */
    public <R> R send(Object command, Class<R> reply) {
        return await(commands.send(command), reply);
    }

    private static <R> R await(CompletableFuture<Object> answer, Class<R> reply) {
        try {
            return reply.cast(
                    answer.orTimeout(WAIT_SECONDS_MAX, TimeUnit.SECONDS).join());
        } catch (CompletionException e) {
            throw problem(e.getCause() == null ? e : e.getCause());
        }
    }

    /** Sends the commands, so many at a time, and returns their answers; throws as {@link #send} does. */
    public <R> List<R> sendAll(List<?> sent, Class<R> reply) {
        List<R> replies = new ArrayList<>();
        for (int from = 0; from < sent.size(); from += SENT_AT_ONCE_MAX) {
            List<CompletableFuture<Object>> answers = new ArrayList<>();
            for (Object command : sent.subList(from, Math.min(sent.size(), from + SENT_AT_ONCE_MAX))) {
                answers.add(commands.send(command));
            }
            answers.forEach(answer -> replies.add(await(answer, reply)));
        }
        return replies;
    }

    /** Refuses with 404 unless the customer exists. Asks the log itself, which never lags. */
    public void requireCustomer(String customerId) {
        if (!customerExists(customerId)) {
            throw Problem.notFound("There is no customer of this id.");
        }
    }

    /** Tells whether the customer exists. */
    public boolean customerExists(String customerId) {
        return events.lastSequenceNumberFor(Streams.customer(customerId)).isPresent();
    }

    /** Refuses with 404 unless the device exists. */
    public void requireDevice(String sn) {
        if (!deviceExists(sn)) {
            throw Problem.notFound("There is no device of this serial number.");
        }
    }

    /** Tells whether the device exists. */
    public boolean deviceExists(String sn) {
        return events.lastSequenceNumberFor(Streams.device(sn)).isPresent();
    }

    private static RuntimeException problem(Throwable cause) {
        return switch (cause) {
            case LaneFull full -> Problem.unavailable(full.retryAfter());
            case TimeoutException late -> Problem.unavailable(RETRY_AFTER);
            case AggregateNotFoundException unknown -> Problem.notFound("It does not exist.");
            case DataAccessException storage -> unavailable(storage);
            case TransactionException storage -> unavailable(storage);
            case RuntimeException other -> other;
            default -> new IllegalStateException("a command failed", cause);
        };
    }

    private static Problem unavailable(Exception storage) {
        LOG.warn("an operator's command is not stored, or perhaps is: the caller gets 503", storage);
        return Problem.unavailable(RETRY_AFTER);
    }
}
