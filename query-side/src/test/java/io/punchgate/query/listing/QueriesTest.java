package io.punchgate.query.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.punchgate.api.Query;
import io.punchgate.runtime.web.Problem;
import java.time.Duration;
import java.util.Optional;
import org.axonframework.queryhandling.DefaultQueryGateway;
import org.axonframework.queryhandling.NoHandlerForQueryException;
import org.axonframework.queryhandling.QueryExecutionException;
import org.axonframework.queryhandling.QueryHandler;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.axonframework.queryhandling.annotation.AnnotationQueryHandlerAdapter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.DataAccessResourceFailureException;

/** Replies and exceptions on their way through Axon's query bus. */
class QueriesTest {

    record Find(String id) implements Query<Found> {}

    record Fail(@Nullable RuntimeException exception) implements Query<Found> {}

    record Unheard() implements Query<Found> {}

    record Found(String id, Thread by) {}

    static final class Handler {

        @QueryHandler
        Optional<Found> handle(Find query) {
            return query.id().isEmpty() ? Optional.empty() : Optional.of(new Found(query.id(), Thread.currentThread()));
        }

        @QueryHandler
        Found handle(Fail query) {
            if (query.exception() != null) {
                throw query.exception();
            }
            return new Found("", Thread.currentThread());
        }
    }

    private static Queries queries() {
        SimpleQueryBus bus = SimpleQueryBus.builder().build();
        new AnnotationQueryHandlerAdapter<>(new Handler()).subscribe(bus);
        return new Queries(DefaultQueryGateway.builder().queryBus(bus).build());
    }

    static RuntimeException[] exceptions() {
        return new RuntimeException[] {
            Problem.invalidField("from", "wrong"),
            Problem.unavailable(Duration.ofSeconds(1)),
            new DataAccessResourceFailureException("the database is away"),
            new IllegalStateException("a mistake of ours")
        };
    }

    @Test
    void givenAReply_whenAsked_thenItIsMadeOnTheCallersThread() {
        assertThat(queries().find(new Find("p-1"), Found.class)).contains(new Found("p-1", Thread.currentThread()));
    }

    @Test
    void givenNothingOfThatId_whenAsked_thenEmpty() {
        assertThat(queries().find(new Find(""), Found.class)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("exceptions")
    void givenAHandlerThatFails_whenAsked_thenTheSameExceptionIsThrown(RuntimeException exception) {
        assertThat(thrownBy(new Fail(exception))).isSameAs(exception);
    }

    @Test
    void givenAnExceptionInAxonsWrapper_whenAsked_thenItIsThrownBare() {
        RuntimeException exception = new DataAccessResourceFailureException("the database is away");

        assertThat(thrownBy(new Fail(new QueryExecutionException("failed", exception))))
                .isSameAs(exception);
    }

    @Test
    void givenNoHandler_whenAsked_thenItIsAMistakeOfOurs() {
        assertThat(thrownBy(new Unheard())).isInstanceOf(NoHandlerForQueryException.class);
    }

    private static @Nullable Throwable thrownBy(Query<Found> query) {
        return catchThrowable(() -> queries().ask(query, Found.class));
    }
}
