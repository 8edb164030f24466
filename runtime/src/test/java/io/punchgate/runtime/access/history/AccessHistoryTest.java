package io.punchgate.runtime.access.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.punchgate.runtime.BesideOthers;
import io.punchgate.runtime.TestDatabase;
import io.punchgate.runtime.sql.Migrations;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

@BesideOthers
class AccessHistoryTest {

    private static final Instant AT = Instant.parse("2026-06-21T04:00:01Z");

    private final DataSource database = new DriverManagerDataSource(TestDatabase.freshUrl());
    private final AccessHistory history = history();
    private final AccessReader reader = new AccessReader(JdbcClient.create(database));

    private AccessHistory history() {
        Migrations.migrate(database, "access");
        return new AccessHistory(database);
    }

    @Test
    void givenTwoProcesses_whenManyCallAtOnce_thenEachAccessIsInOneChain() {
        AccessHistory other = new AccessHistory(database);
        try (ExecutorService callers = Executors.newFixedThreadPool(16)) {
            IntStream.range(0, 200)
                    .mapToObj(n -> CompletableFuture.runAsync(
                            () -> (n % 2 == 0 ? history : other).record(access("call " + n, AT)), callers))
                    .toList()
                    .forEach(CompletableFuture::join);
        }

        List<AccessEntry> entries = reader.entries(1, reader.last(), 1_000);
        assertThat(entries)
                .extracting(AccessEntry::id)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 200).boxed().toList());
        assertThat(entries.stream().map(AccessEntry::record).distinct()).hasSize(200);
        AccessChain chain = new AccessChain(0, new byte[32]);
        for (AccessEntry entry : entries) {
            chain.add(entry.record());
            assertThat(Base64.getDecoder().decode(entry.hash())).isEqualTo(chain.hash());
        }
    }

    @Test
    void givenTheDatabaseRefuses_whenAnAccessIsRecorded_thenItsCallerIsToldAndTheNextIsStored() {
        JdbcClient.create(database)
                .sql("alter table access.head rename to gone")
                .update();
        assertThatThrownBy(() -> history.record(access("lost", AT))).isInstanceOf(IllegalStateException.class);
        JdbcClient.create(database)
                .sql("alter table access.gone rename to head")
                .update();

        history.record(access("next", AT));

        assertThat(reader.entries(1, 10, 10))
                .singleElement()
                .satisfies(entry -> assertThat(entry.record()).contains("next"));
    }

    @Test
    void givenAHostilePath_whenRecorded_thenItIsKeptCutAndWithoutWhatTextCannotHold() {
        history.record(access("GET /\0" + "x".repeat(10_000), AT));

        assertThat(reader.entries(1, 1, 1).getFirst().record())
                .hasSizeLessThan(1_000)
                .doesNotContain("\\u0000");
    }

    @Test
    void givenOldAccesses_whenForgotten_thenTheChainGoesOn() {
        history.record(access("old", AT));
        history.record(access("young", AT.plus(Duration.ofDays(2))));
        history.forgetBefore(AT.plus(Duration.ofDays(1)));
        history.record(access("new", AT.plus(Duration.ofDays(3))));

        assertThat(reader.firstAt(AT)).isEqualTo(2);
        List<AccessEntry> left = reader.entries(1, reader.last(), 10);
        assertThat(left).extracting(AccessEntry::id).containsExactly(2L, 3L);
        AccessChain chain =
                new AccessChain(2, Base64.getDecoder().decode(left.get(0).hash()));
        chain.add(left.get(1).record());
        assertThat(Base64.getDecoder().decode(left.get(1).hash())).isEqualTo(chain.hash());
    }

    private static Access access(String action, Instant at) {
        return new Access(at, "erp (k1)", "manager", action, "127.0.0.1", "acme", null);
    }
}
