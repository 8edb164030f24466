package io.punchgate.query.listing;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.Streams;
import io.punchgate.api.customer.Role;
import io.punchgate.query.RunningQuerySide;
import io.punchgate.query.TestEvents;
import io.punchgate.runtime.TestDatabase;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Many reads of one customer at once, against a table that answers nobody. */
class ManyReadsTest {

    private static final String PUNCHES = "/api/v1/punches";

    @RegisterExtension
    static final RunningQuerySide SIDE = new RunningQuerySide(TestDatabase.freshUrl(), "--punchgate.reads.time-max=4s");

    @BeforeAll
    static void register() {
        SIDE.append(Streams.customer("acme"), TestEvents.AT, TestEvents.customer("acme"));
        SIDE.append(Streams.customer("other"), TestEvents.AT, TestEvents.customer("other"));
        assertThat(get("acme", PUNCHES).statusCode()).isEqualTo(200);
        assertThat(get("other", PUNCHES).statusCode()).isEqualTo(200);
    }

    @Test
    void givenReadsThatFindNoEnd_whenMoreThanEightComeWithAKey_thenTheyAreRefusedAndTheEightEndInTime() {
        List<HttpResponse<String>> answers = new TransactionTemplate(SIDE.bean(PlatformTransactionManager.class))
                .execute(locked -> {
                    SIDE.bean(JdbcClient.class)
                            .sql("lock table query.punch in access exclusive mode")
                            .update();
                    List<CompletableFuture<HttpResponse<String>>> asked = IntStream.range(0, 10)
                            .mapToObj(n -> CompletableFuture.supplyAsync(
                                    () -> get("acme", PUNCHES), runnable -> Thread.startVirtualThread(runnable)))
                            .toList();
                    assertThat(get("other", "/api/v1/presence").statusCode()).isEqualTo(200);
                    return asked.stream().map(CompletableFuture::join).toList();
                });

        assertThat(answers)
                .allMatch(answer -> answer.headers().firstValue("Retry-After").isPresent());
        assertThat(answers.stream().collect(groupingBy(HttpResponse::statusCode, counting())))
                .containsEntry(429, 2L)
                .containsEntry(503, 8L);
        assertThat(get("acme", PUNCHES).statusCode()).isEqualTo(200);
    }

    @Test
    void givenAList_whenAnswered_thenNobodyKeepsItAndNobodyGuessesItsType() {
        HttpResponse<String> answer = get("acme", PUNCHES);

        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    }

    private static HttpResponse<String> get(String customer, String path) {
        return SIDE.getAs(customer, Role.INTEGRATOR, path);
    }
}
