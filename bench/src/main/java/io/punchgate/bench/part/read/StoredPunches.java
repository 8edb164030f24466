package io.punchgate.bench.part.read;

import io.punchgate.bench.part.Bed;
import io.punchgate.bench.part.Progress;
import io.punchgate.bench.process.Database;
import io.punchgate.bench.process.Launch;
import io.punchgate.bench.process.Product;
import java.nio.file.Path;

/**
 * A query side with many punches of a large customer, a thousand of a small one, and those of others between them: written
 * into the log and the list as if they had been reported one every ten seconds.
 *
 * @param largeKey an API key of the large customer
 * @param smallKey an API key of the small customer
 * @param punches the number of all
 */
record StoredPunches(Product querySide, String largeKey, String smallKey, long punches) implements AutoCloseable {

    static final String LARGE = "large";
    static final String SMALL = "small";
    static final int DEVICES = 200;
    static final int USERS = 5_000;
    /** The last punch is of the day before. */
    static final String END = "2026-06-30";
    /** Between one punch and the next. */
    static final int SECONDS = 10;

    private static final int SMALL_PUNCHES = 1_000;
    private static final int ROWS_AT_ONCE = 500_000;

    static StoredPunches start(Bed bed, String name) {
        Database database = bed.product().database().create(name);
        Path commands = bed.options().commandSide();
        Path queries = commands.resolveSibling("../../query-side/target/query-side.jar")
                .normalize();
        String largeKey;
        String smallKey;
        try (Product commandSide = Launch.commandSide(commands, bed.folder(), database)) {
            commandSide.registerCustomer(LARGE);
            commandSide.registerCustomer(SMALL);
            largeKey = commandSide.makeKey(LARGE, "integrator");
            smallKey = commandSide.makeKey(SMALL, "integrator");
            Launch.querySide(queries, bed.folder(), name + "-tables", database).close();
        }
        fill(database, bed.options().events());
        Product querySide = Launch.querySide(queries, bed.folder(), name + "-queries", database);
        return new StoredPunches(querySide, largeKey, smallKey, bed.options().events());
    }

    /** Of ten punches nine are the large customer's; the small one has a thousand all over the time. */
    private static void fill(Database database, long punches) {
        long head = Long.parseLong(database.ask("select position from log.head order by position desc limit 1"));
        long every = Math.max(10, punches / SMALL_PUNCHES);
        SealedPunches rows = new SealedPunches(database, head, punches, every);
        for (long from = 0; from < punches; from += ROWS_AT_ONCE) {
            long to = Math.min(punches, from + ROWS_AT_ONCE);
            Progress.say("storing punches up to " + to);
            rows.store(from + 1, to);
            database.execute("""
                    insert into log.event
                    select position, 'device/' || sn, position, 'punchgate.punch-recorded.v1', recorded_at, '{}'
                    from query.punch where position > %d and position <= %d
                    """.formatted(head + from, head + to));
        }
        long last = head + punches;
        database.execute("update log.head set position = " + last);
        database.execute("update query.projection_position set position = " + last);
        database.execute("update query.token_entry set token = convert_to('{\"globalIndex\":" + last + "}', 'UTF8')");
        Progress.say("vacuum");
        database.execute("vacuum analyze");
    }

    @Override
    public void close() {
        querySide.close();
    }
}
