package io.punchgate.query.audit.scrub;

import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.customer.Role;
import io.punchgate.query.RunningQuerySide;
import io.punchgate.runtime.TestDatabase;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Changes a store at random, as a superuser of the database, and asks the scrubber: every change is named, and nothing else. As many
 * as {@code -Dpunchgate.mutations=1000} tells, by {@code -Dpunchgate.seed}.
 */
class MutatedStoreTest {

    private static final int MUTATIONS = Integer.getInteger("punchgate.mutations", 200);
    private static final long SEED = Long.getLong("punchgate.seed", 27);
    private static final int OF_READ_MODELS = 10;
    private static final int EVENTS = 4;
    private static final Set<String> HOLDING_HASHES = Set.of("log.tree", "log.tree_tile");

    @RegisterExtension
    static final RunningQuerySide SIDE = new RunningQuerySide(
            TestDatabase.freshUrl(), Passes.NONE_UNASKED, "--punchgate.tree.checkpoint-every=100ms");

    private static final Passes PASSES = new Passes(SIDE);

    private static StoreMutator mutator;
    private static List<MutatedTable> readModels;

    @BeforeAll
    static void start() {
        JdbcTemplate jdbc = SIDE.bean(JdbcTemplate.class);
        mutator = new StoreMutator(jdbc, SEED);
        try (Copies copies = SIDE.bean(ScrubParts.class).copies()) {
            readModels = copies.projections().stream()
                    .flatMap(each -> each.tables().stream())
                    .sorted()
                    .map(MutatedStoreTest::readModel)
                    .toList();
        }
        ScrubbedHistory history = new ScrubbedHistory(SIDE);
        history.of("acme", "SN1", 150);
        history.of("other", "SN2", 100);
        PASSES.awaitCaughtUp();
        readModels.forEach(table -> mutator.keep(table.name(), "earlier"));
        history.more("acme", "SN1", 1_000, 200);
        history.more("other", "SN2", 1_000, 200);
        for (int i = 0; i < 30; i++) {
            var unused = SIDE.getAs(i % 2 == 0 ? "acme" : "other", Role.AUDITOR, "/api/audit/v1/scrub");
        }
        PASSES.awaitCaughtUp();
        all().forEach(table -> mutator.keep(table.name(), "kept"));
    }

    private static MutatedTable readModel(String table) {
        JdbcClient jdbc = SIDE.bean(JdbcClient.class);
        return MutatedTable.ofReadModel(table, mutator.types("query." + table), new TableCheck(jdbc).key(table));
    }

    private static Stream<MutatedTable> all() {
        return Stream.of(
                        readModels.stream(),
                        MutatedTable.TREE.stream(),
                        Stream.of(MutatedTable.EVENTS, MutatedTable.ACCESSES, MutatedTable.ACCESS_HEAD))
                .flatMap(each -> each);
    }

    @Test
    void givenChangesAtRandom_whenScrubbed_thenEachIsNamedAndNothingElse() {
        assertThat(PASSES.faults()).as("before any change").isEmpty();
        int made = 0;
        for (int round = 0; made < MUTATIONS; round++) {
            Set<String> expected = new TreeSet<>();
            made += round % 2 == 0 ? changeReadModels(expected) : changeEvents(expected);
            made += changeAccesses(expected);

            assertThat(PASSES.faults()).as("round %d of seed %d", round, SEED).containsExactlyElementsOf(expected);
            mutator.restore("kept");
            assertThat(PASSES.faults())
                    .as("once all is as before round %d", round)
                    .isEmpty();
        }
    }

    private static int changeReadModels(Set<String> expected) {
        int made = 0;
        for (int i = 0; i < OF_READ_MODELS; i++) {
            made += change(readModels.get(mutator.below(readModels.size())), expected);
        }
        return made;
    }

    private static int change(MutatedTable table, Set<String> expected) {
        Set<String> places = mutator.change(table);
        expected.addAll(places);
        return places.isEmpty() ? 0 : 1;
    }

    /** Of the tables of the tree one a round: where two of them say otherwise, a third tells. */
    private static int changeEvents(Set<String> expected) {
        MutatedTable tree = MutatedTable.TREE.get(mutator.below(MutatedTable.TREE.size()));
        int made = change(tree, expected);
        // Where a whole tile is gone, or the edge, nothing tells which of its events were changed besides.
        for (int i = 0; i < EVENTS && !HOLDING_HASHES.contains(tree.name()); i++) {
            made += change(MutatedTable.EVENTS, expected);
        }
        return made;
    }

    private static int changeAccesses(Set<String> expected) {
        if (mutator.below(5) == 0) {
            return change(MutatedTable.ACCESS_HEAD, expected);
        }
        return change(MutatedTable.ACCESSES, expected) + change(MutatedTable.ACCESSES, expected);
    }
}
