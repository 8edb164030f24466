package io.punchgate.bench.part;

import io.punchgate.bench.figure.Samples;
import io.punchgate.bench.figure.Table;
import io.punchgate.bench.process.Database;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Measures how fast the product makes the tree of hashes of events that are there, alone, with the rests that it takes. */
public final class Tree {

    private static final String CUSTOMER = "tree";
    private static final int BACKLOGS = 10;
    private static final Duration POLL = Duration.ofMillis(2);
    private static final Duration TREE_MAX = Duration.ofMinutes(15);

    private static final String EMPTY = """
            begin;
            lock log.tree;
            truncate log.tree_tile, log.tree_checkpoint;
            update log.tree set size = 0, edge = '';
            commit""";

    private static final String SIZE = "select size from log.tree order by size desc limit 1";

    private Tree() {}

    public static String measure(Bed bed) {
        Database database = bed.product().database();
        Recording.record(bed, CUSTOMER, BACKLOGS * bed.options().punches());
        database.awaitReadModels();
        long events = Long.parseLong(database.ask("select position from log.head order by position desc limit 1"));
        await(database, events);
        double[] perSecond = new double[bed.options().repetitions()];
        for (int i = 0; i < perSecond.length; i++) {
            Progress.say("tree");
            database.execute(EMPTY);
            long began = System.nanoTime();
            await(database, events);
            perSecond[i] = events * (double) TimeUnit.SECONDS.toNanos(1) / (System.nanoTime() - began);
        }
        Table table =
                new Table("The tree of hashes, made anew of the whole log", List.of("events", "entries a second"));
        table.row(List.of("%,d".formatted(events), "%,.0f".formatted(Samples.median(perSecond))));
        return "## Tree\n\n" + table;
    }

    private static void await(Database database, long size) {
        long began = System.nanoTime();
        while (Long.parseLong(database.ask(SIZE)) < size) {
            if (System.nanoTime() - began > TREE_MAX.toNanos()) {
                throw new IllegalStateException("the tree took longer than " + TREE_MAX);
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }
}
