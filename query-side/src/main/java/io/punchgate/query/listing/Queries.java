package io.punchgate.query.listing;

import io.punchgate.api.Query;
import io.punchgate.runtime.web.Problem;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryExecutionException;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.stereotype.Component;

/**
 * Asks queries and waits for their replies. A handler's exception arrives wrapped and leaves bare, so that the one place
 * that answers exceptions over HTTP sees a database that is away as such.
 *
 * <p>Within one process the handler runs on the calling thread; with Axon Server it may run in another process.
 */
@Component
public final class Queries {

    /** A reply that takes longer is given up: only one from another process can. */
    private static final Duration REPLY_MAX = Duration.ofSeconds(30);

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final QueryGateway gateway;

    public Queries(QueryGateway gateway) {
        this.gateway = gateway;
    }

    /**
     * The reply to a query.
     *
     * @throws Problem 503 if none comes in time
     */
    public <R> R ask(Query<R> query, Class<R> reply) {
        return await(gateway.query(query, reply));
    }

    /**
     * The reply to a query about one thing, or empty where there is no such thing.
     *
     * @throws Problem 503 if none comes in time
     */
    public <R> Optional<R> find(Query<R> query, Class<R> reply) {
        return await(gateway.query(query, ResponseTypes.optionalInstanceOf(reply)));
    }

    private static <T> T await(CompletableFuture<T> reply) {
        try {
            return reply.get(REPLY_MAX.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw bare(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            throw Problem.unavailable(RETRY_AFTER);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.unavailable(RETRY_AFTER);
        }
    }

    private static RuntimeException bare(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        if (thrown instanceof QueryExecutionException && thrown.getCause() instanceof RuntimeException cause) {
            return cause;
        }
        return thrown instanceof RuntimeException bare ? bare : new QueryExecutionException("a query failed", thrown);
    }
}
